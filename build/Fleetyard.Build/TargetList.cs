using System.Reflection;
using Cake.Frosting;

namespace Fleetyard.Build;

/// <summary>The targets of this program, in the order of a recipe's way.</summary>
public sealed class TargetList
{
    private static readonly string[] Way =
        [
            "Default", "Validate", "Plan", "PrepareInstance", "InstallDeps", "ConfigureNix", "SnapshotAmi", "GrantAccess", "CreateFleet", "VerifyFleet",
            "Status", "Cleanup", "DeleteFleet", "IamPolicy", "Doctor", "InspectImage", "DockerInspect", "DiffImages", "Shell", "WriteImageRecipe", "Test",
        ];

    /// <summary>The task classes.</summary>
    public IReadOnlyList<Type> Types { get; } =
        [.. typeof(TargetList).Assembly.GetExportedTypes()
            .Where(type => !type.IsAbstract && typeof(IFrostingTask).IsAssignableFrom(type))
            .OrderBy(type => Array.IndexOf(Way, NameOf(type)) is var place and >= 0 ? place : Way.Length).ThenBy(NameOf, StringComparer.Ordinal)];

    /// <summary>Their names.</summary>
    public IReadOnlyList<string> Names => [.. Types.Select(NameOf)];

    /// <summary>A task class's target.</summary>
    public static string NameOf(Type type) => type.GetCustomAttribute<TaskNameAttribute>()?.Name ?? type.Name;
}
