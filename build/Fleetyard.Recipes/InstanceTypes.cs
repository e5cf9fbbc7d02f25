using System.Text.RegularExpressions;

namespace Fleetyard.Recipes;

/// <summary>What an EC2 instance type's name tells.</summary>
public static partial class InstanceTypes
{
    /// <summary>The type's architecture: the letter g behind the family's generation stands for Graviton, and a1 was the first.</summary>
    /// <remarks>Source: "Amazon EC2 instance type naming conventions".</remarks>
    public static Architecture ArchitectureOf(string instanceType) =>
        Graviton().IsMatch(instanceType) ? Architecture.Arm64 : Architecture.X64;

    [GeneratedRegex(@"^(a1|[a-z]+\d+[a-z]*g[a-z]*(-[a-z0-9]+)?)\.", RegexOptions.CultureInvariant)]
    private static partial Regex Graviton();
}
