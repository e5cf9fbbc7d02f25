using System.Globalization;
using System.IO.Enumeration;

namespace Fleetyard.Build.Guard;

/// <summary>One limit that an owner set.</summary>
/// <param name="Kind">What it limits.</param>
/// <param name="Allowed">What it allows: account ids, globs of regions or types, or one number.</param>
/// <param name="Place">Where it stands, such as <c>AllowedRegions in cake.config:7</c>.</param>
public sealed record GuardLimit(GuardKind Kind, IReadOnlyList<string> Allowed, string Place)
{
    /// <summary>Whether it allows an account, a region or a type.</summary>
    public bool Allows(string value) => Allowed.Any(glob => FileSystemName.MatchesSimpleExpression(glob, value, ignoreCase: false));

    /// <summary>Whether it allows a number of machines.</summary>
    public bool Allows(int capacity) => capacity <= int.Parse(Allowed[0], CultureInfo.InvariantCulture);
}
