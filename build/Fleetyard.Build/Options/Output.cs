namespace Fleetyard.Build.Options;

/// <summary>One form in which a result is written.</summary>
/// <param name="Format">Such as <c>table</c> or <c>json</c>.</param>
/// <param name="File">The file that it goes to, as an absolute path; null for standard output.</param>
public sealed record Output(string Format, string? File)
{
    /// <summary>The form for people, which goes to standard output among the rest.</summary>
    public const string Table = "table";

    /// <summary>Whether an option's value takes standard output for a machine alone.</summary>
    public static bool IsForMachine(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return !value.Contains(':', StringComparison.Ordinal) && !value.Trim().Equals(Table, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Reads <c>junit</c> or <c>junit:results.xml</c>.</summary>
    /// <param name="value">The option's value.</param>
    /// <param name="folder">The folder that relative paths are taken from.</param>
    public static Output Parse(string value, string folder)
    {
        ArgumentNullException.ThrowIfNull(value);
        var colon = value.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? new Output(value.ToLowerInvariant(), null)
            : new Output(value[..colon].ToLowerInvariant(), Path.GetFullPath(value[(colon + 1)..], folder));
    }
}
