using YamlDotNet.Core;

namespace Fleetyard.Yaml;

/// <summary>What the reading of one file finds: faults, and warnings of what is allowed but will hardly work.</summary>
/// <param name="file">The file, as the user named it.</param>
public sealed class Findings(string file)
{
    private readonly List<RecipeFault> faults = [];
    private readonly List<RecipeFault> warnings = [];

    /// <summary>The file, as the user named it.</summary>
    public string File => file;

    /// <summary>What is wrong, in the order of the places.</summary>
    public IReadOnlyList<RecipeFault> Faults => Sorted(faults);

    /// <summary>What is allowed and will most likely not work, in the order of the places.</summary>
    public IReadOnlyList<RecipeFault> Warnings => Sorted(warnings);

    internal void Fault(Mark at, string message) => faults.Add(new(file, at.Line, at.Column, message));

    internal void Warn(Mark at, string message) => warnings.Add(new(file, at.Line, at.Column, message));

    private static IReadOnlyList<RecipeFault> Sorted(List<RecipeFault> found) => [.. found.OrderBy(fault => fault.Line).ThenBy(fault => fault.Column)];
}
