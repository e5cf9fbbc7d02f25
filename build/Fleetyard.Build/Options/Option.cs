namespace Fleetyard.Build.Options;

/// <summary>One option of the command line.</summary>
/// <param name="Name">As in <c>--name=value</c>.</param>
/// <param name="Value">What a value looks like, or null for a flag.</param>
/// <param name="Description">What it does, in a line.</param>
public sealed record Option(string Name, string? Value, string Description)
{
    /// <summary>The key under <c>[Fleetyard]</c> in <c>cake.config</c>: <c>AllowDirty</c> for <c>--allow-dirty</c>.</summary>
    public string ConfigurationKey => string.Concat(Name.Split('-').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));

    /// <summary>The environment variable, as Cake derives it from the key of <c>cake.config</c>.</summary>
    public string EnvironmentVariable => $"CAKE_FLEETYARD_{ConfigurationKey.ToUpperInvariant()}";
}
