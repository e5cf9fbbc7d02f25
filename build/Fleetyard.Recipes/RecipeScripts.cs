namespace Fleetyard.Recipes;

/// <summary>The scripts of a recipe, by the step that runs them; each step runs its own in order.</summary>
public sealed record RecipeScripts
{
    /// <summary>For InstallDeps: updates the system, installs packages, then the recipe's extra scripts.</summary>
    public required IReadOnlyList<RecipeScript> InstallDeps { get; init; }

    /// <summary>For ConfigureNix: installs Nix, configures it, verifies it, reduces the store.</summary>
    public required IReadOnlyList<RecipeScript> ConfigureNix { get; init; }

    /// <summary>For SnapshotAmi: removes what must not be in an AMI, looks for what is left of it, and closes the instance.</summary>
    public required IReadOnlyList<RecipeScript> SnapshotAmi { get; init; }
}

/// <summary>A shell script and the environment that it runs in.</summary>
/// <param name="Name">Its file name, such as <c>install-deps.sh</c>.</param>
/// <param name="Content">The text of the file; its first line names the interpreter.</param>
/// <param name="Environment">Variables; the only way in which a recipe's values reach a script.</param>
/// <param name="Timeout">How long it may take.</param>
public sealed record RecipeScript(string Name, string Content, IReadOnlyDictionary<string, string> Environment, TimeSpan Timeout)
{
    /// <summary>Variables whose values are secrets, each with the name of the caller's own environment variable that has it.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();
}
