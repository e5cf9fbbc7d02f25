using System.Text;
using System.Text.RegularExpressions;

namespace Fleetyard.Fleets.Provisioning;

/// <summary>The paths that a recipe's <c>ami.allow</c> lets an AMI have.</summary>
/// <param name="globs">Absolute paths with <c>?</c>, <c>*</c> and <c>**</c>.</param>
public sealed class AllowedPaths(IEnumerable<string> globs)
{
    /// <summary>Patterns are a recipe's, so they must not be able to keep the search busy.</summary>
    private readonly IReadOnlyList<Regex> patterns = [.. globs.Select(glob => new Regex(Pattern(glob), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant))];

    /// <summary>Whether one of them is meant.</summary>
    public bool Has(string path) => patterns.Any(pattern => pattern.IsMatch(path));

    /// <summary>? is a character and * any number of them, neither of them /; ** is anything, and **/ may be nothing.</summary>
    private static string Pattern(string glob)
    {
        var pattern = new StringBuilder(@"\A");
        for (var rest = glob; rest.Length > 0;)
        {
            var (taken, means) = rest switch
            {
                ['*', '*', '/', ..] => (3, "(?:.*/)?"),
                ['*', '*', ..] => (2, ".*"),
                ['*', ..] => (1, "[^/]*"),
                ['?', ..] => (1, "[^/]"),
                _ => (1, Regex.Escape(rest[..1])),
            };
            pattern.Append(means);
            rest = rest[taken..];
        }

        return pattern.Append(@"\z").ToString();
    }
}
