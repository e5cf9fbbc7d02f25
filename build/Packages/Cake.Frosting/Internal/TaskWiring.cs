using System.Reflection;
using Cake.Core;

namespace Cake.Frosting.Internal;

/// <summary>Registers task classes with Cake's engine.</summary>
internal sealed class TaskWiring(ICakeEngine engine)
{
    public void Wire(IReadOnlyList<IFrostingTask> tasks)
    {
        if (tasks.GroupBy(task => TaskTypes.NameOf(task.GetType()), StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new FrostingException($"Two tasks are named '{twice.Key}': {string.Join(" and ", twice.Select(task => task.GetType().FullName))}.");
        }

        var names = tasks.ToDictionary(task => task.GetType(), task => TaskTypes.NameOf(task.GetType()));
        var edges = Edges(tasks, names);
        RefuseCycle(edges);
        foreach (var task in tasks)
        {
            Wire(task, names[task.GetType()], edges[names[task.GetType()]]);
        }
    }

    private void Wire(IFrostingTask task, string name, IReadOnlyList<string> dependencies)
    {
        var type = task.GetType();
        var builder = engine.RegisterTask(name);
        if (type.GetCustomAttribute<TaskDescriptionAttribute>() is { } description)
        {
            builder.Description(description.Description);
        }

        foreach (var dependency in dependencies)
        {
            builder.IsDependentOn(dependency);
        }

        if (TaskTypes.Overrides(type, "Run") || TaskTypes.Overrides(type, nameof(IFrostingTask.RunAsync)))
        {
            builder.Does(task.RunAsync);
        }

        if (TaskTypes.Overrides(type, nameof(IFrostingTask.ShouldRun)))
        {
            builder.WithCriteria(task.ShouldRun, task.SkippedMessage);
        }

        if (type.GetCustomAttribute<ContinueOnErrorAttribute>() is not null)
        {
            builder.ContinueOnError();
        }

        if (TaskTypes.Overrides(type, nameof(IFrostingTask.OnError)))
        {
            builder.OnError((exception, context) => task.OnError(exception, context));
        }

        if (TaskTypes.Overrides(type, nameof(IFrostingTask.Finally)))
        {
            builder.Finally(task.Finally);
        }
    }

    /// <summary>Each task's dependencies, with the edges that other tasks' <c>IsDependeeOf</c> adds, so that trees show them.</summary>
    private static Dictionary<string, List<string>> Edges(IReadOnlyList<IFrostingTask> tasks, Dictionary<Type, string> names)
    {
        var edges = names.Values.ToDictionary(name => name, _ => new List<string>(), StringComparer.OrdinalIgnoreCase);
        foreach (var type in tasks.Select(task => task.GetType()))
        {
            edges[names[type]].AddRange(type.GetCustomAttributes<IsDependentOnAttribute>().Select(attribute => Name(type, attribute.Task)));
        }

        foreach (var type in tasks.Select(task => task.GetType()))
        {
            foreach (var attribute in type.GetCustomAttributes<IsDependeeOfAttribute>())
            {
                edges[Name(type, attribute.Task)].Add(names[type]);
            }
        }

        // An edge may be declared on both of its ends; Cake takes it once.
        return edges.ToDictionary(edge => edge.Key, edge => edge.Value.Distinct(StringComparer.OrdinalIgnoreCase).ToList(), StringComparer.OrdinalIgnoreCase);

        string Name(Type task, Type other) => names.TryGetValue(other, out var name)
            ? name
            : throw new FrostingException($"The task '{names[task]}' names '{other.FullName}', which is not a task of this build; add its assembly, or mend the attribute.");
    }

    private static void RefuseCycle(Dictionary<string, List<string>> edges)
    {
        var done = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var path = new List<string>();
        foreach (var name in edges.Keys)
        {
            Visit(name);
        }

        void Visit(string name)
        {
            var start = path.FindIndex(step => step.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (start >= 0)
            {
                throw new FrostingException($"The tasks depend on each other in a circle: {string.Join(" → ", path.Skip(start).Append(name))}.");
            }

            if (!done.Add(name))
            {
                return;
            }

            path.Add(name);
            edges[name].ForEach(Visit);
            path.RemoveAt(path.Count - 1);
        }
    }
}
