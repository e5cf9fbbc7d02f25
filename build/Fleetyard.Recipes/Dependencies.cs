namespace Fleetyard.Recipes;

/// <summary>What is installed on the instance before Nix.</summary>
public sealed record Dependencies
{
    /// <summary>Whether the system's packages are brought to their latest versions first.</summary>
    public bool Update { get; init; } = true;

    /// <summary>Names of distribution packages; git is always installed.</summary>
    public IReadOnlyList<string> Packages { get; init; } = [];
}
