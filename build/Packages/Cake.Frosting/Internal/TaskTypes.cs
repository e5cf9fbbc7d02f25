using System.Reflection;

namespace Cake.Frosting.Internal;

/// <summary>Finds the task classes of assemblies, and reads what their attributes say.</summary>
internal static class TaskTypes
{
    public static IEnumerable<Type> In(IEnumerable<Assembly> assemblies) => assemblies
        .SelectMany(assembly => assembly.GetExportedTypes())
        .Where(type => type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false } && typeof(IFrostingTask).IsAssignableFrom(type));

    public static string NameOf(Type task) => task.GetCustomAttribute<TaskNameAttribute>()?.Name ?? task.Name;

    /// <summary>Whether a task's class, or a base of it other than Frosting's own, has this member of its own.</summary>
    public static bool Overrides(Type task, string method) => Implements(task, method) || task
        .GetMethods(BindingFlags.Instance | BindingFlags.Public)
        .Any(candidate => candidate.Name == method && !IsFrostings(candidate) && IsFrostings(candidate.GetBaseDefinition()));

    /// <summary>Whether it answers the interface's method itself, past Frosting's base classes.</summary>
    private static bool Implements(Type task, string method)
    {
        var map = task.GetInterfaceMap(typeof(IFrostingTask));
        return map.InterfaceMethods.Zip(map.TargetMethods).Any(pair => pair.First.Name == method && !IsFrostings(pair.Second));
    }

    private static bool IsFrostings(MethodInfo method) => method.DeclaringType?.Assembly == typeof(IFrostingTask).Assembly;
}
