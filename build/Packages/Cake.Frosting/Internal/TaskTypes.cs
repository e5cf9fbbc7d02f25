using System.Reflection;

namespace Cake.Frosting.Internal;

/// <summary>Finds the task classes of assemblies, and reads what their attributes say.</summary>
internal static class TaskTypes
{
    public static IEnumerable<Type> In(IEnumerable<Assembly> assemblies) => assemblies
        .SelectMany(assembly => assembly.GetExportedTypes())
        .Where(type => type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false } && typeof(IFrostingTask).IsAssignableFrom(type));

    public static string NameOf(Type task) => task.GetCustomAttribute<TaskNameAttribute>()?.Name ?? task.Name;

    /// <summary>Whether a task's class, or a base of it other than Frosting's own, has this method.</summary>
    public static bool Overrides(Type task, string method) => task
        .GetMethods(BindingFlags.Instance | BindingFlags.Public)
        .Where(candidate => candidate.Name == method)
        .Any(candidate => candidate.DeclaringType?.Assembly != typeof(IFrostingTask).Assembly)
        || !(IsFrosting(task, typeof(FrostingTask<>)) || IsFrosting(task, typeof(AsyncFrostingTask<>)));

    private static bool IsFrosting(Type task, Type definition)
    {
        for (var type = task.BaseType; type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition() == definition)
            {
                return true;
            }
        }

        return false;
    }
}
