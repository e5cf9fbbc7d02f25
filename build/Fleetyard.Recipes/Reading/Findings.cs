using YamlDotNet.Core;

namespace Fleetyard.Recipes.Reading;

/// <summary>What the reading of one file finds: faults, and warnings of what is allowed but will hardly work.</summary>
internal sealed class Findings(string file)
{
    private readonly List<RecipeFault> faults = [];
    private readonly List<RecipeFault> warnings = [];

    public IReadOnlyList<RecipeFault> Faults => Sorted(faults);

    public IReadOnlyList<RecipeFault> Warnings => Sorted(warnings);

    public void Fault(Mark at, string message) => faults.Add(new(file, at.Line, at.Column, message));

    public void Warn(Mark at, string message) => warnings.Add(new(file, at.Line, at.Column, message));

    private static IReadOnlyList<RecipeFault> Sorted(List<RecipeFault> found) => [.. found.OrderBy(fault => fault.Line).ThenBy(fault => fault.Column)];
}
