using System.Text.RegularExpressions;
using Fleetyard.Yaml.Tree;

namespace Fleetyard.Yaml;

/// <summary>What a value must be, and how to say so.</summary>
/// <param name="Accepts">Whether a text will do.</param>
/// <param name="Allowed">What is allowed, to stand in brackets.</param>
public sealed record Rule(Func<string, bool> Accepts, string Allowed)
{
    /// <summary>Any text of one line.</summary>
    public static Rule OneLine { get; } = Matching(@"[^\p{Cc}]{1,255}", "one line of 1 to 255 characters");

    /// <summary>A recipe's name, which is its file's, too.</summary>
    public static Rule RecipeName { get; } = Matching(@"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", "letters, digits, '.', '_' and '-', at most 100");

    /// <summary>What YAML may take the value for: text unless a rule says more.</summary>
    public ScalarKinds Kinds { get; init; } = ScalarKinds.Text;

    /// <summary>What to say of a text that is refused for a reason of its own; null where <see cref="Allowed"/> says it.</summary>
    public Func<string, string?> Reason { get; init; } = _ => null;

    /// <summary>A rule for texts that a pattern matches as a whole.</summary>
    /// <param name="pattern">A regular expression; one that takes longer than a second on a text is an error of its author.</param>
    /// <param name="allowed">What is allowed, to stand in brackets.</param>
    public static Rule Matching(string pattern, string allowed) =>
        new(text => Regex.IsMatch(text, $@"\A(?:{pattern})\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)), allowed);

    /// <summary>What is wrong with a scalar, to stand behind its name and "is" or "holds"; null where nothing is.</summary>
    internal string? Against(YamlScalar scalar)
    {
        if (!Accepts(scalar.Text))
        {
            return $"'{Shown(scalar.Text)}' ({Reason(scalar.Text) ?? Allowed})";
        }

        if (Kinds.HasFlag(scalar.Kind))
        {
            return null;
        }

        return scalar.Kind == ScalarKinds.Text
            ? $"the text '{Shown(scalar.Text)}'; leave out its quotes or tag ({Allowed})"
            : $"a {scalar.Kind.ToString().ToLowerInvariant()} of YAML; quote it: '{Shown(scalar.Text)}' ({Allowed})";
    }

    /// <summary>A text of the file, cut and without what a terminal would act on.</summary>
    public static string Shown(string text) => Regex.Replace(text.Length > 60 ? text[..60] + "…" : text, @"\p{C}", "�");
}
