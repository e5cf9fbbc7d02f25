namespace Fleetyard.Recipes;

/// <summary>What a recipe's own scripts find in their environment beside root's.</summary>
public sealed record ScriptEnvironment
{
    /// <summary>Variables with their values.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    /// <summary>Variables whose values are the caller's secrets, each with the name of the caller's own environment variable that has it.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();
}
