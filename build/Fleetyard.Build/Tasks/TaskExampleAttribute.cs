namespace Fleetyard.Build.Tasks;

/// <summary>Arguments that show what a target takes, for <see cref="DefaultTask"/> to print.</summary>
/// <param name="arguments">What follows the target on a command line.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TaskExampleAttribute(string arguments) : Attribute
{
    /// <summary>What follows the target on a command line.</summary>
    public string Arguments => arguments;
}
