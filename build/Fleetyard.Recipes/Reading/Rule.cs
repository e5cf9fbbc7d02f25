using System.Text.RegularExpressions;

namespace Fleetyard.Recipes.Reading;

/// <summary>What a value must be, and how to say so.</summary>
/// <param name="Accepts">Whether a text will do.</param>
/// <param name="Allowed">What is allowed, to stand in brackets.</param>
internal sealed record Rule(Func<string, bool> Accepts, string Allowed)
{
    /// <summary>What YAML may take the value for: text unless a rule says more.</summary>
    public ScalarKinds Kinds { get; init; } = ScalarKinds.Text;

    /// <summary>What to say of a text that is refused for a reason of its own; null where <see cref="Allowed"/> says it.</summary>
    public Func<string, string?> Reason { get; init; } = _ => null;

    public static Rule Matching(string pattern, string allowed) =>
        new(text => Regex.IsMatch(text, $@"\A(?:{pattern})\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)), allowed);

    /// <summary>What is wrong with a scalar, to stand behind its name and "is" or "holds"; null where nothing is.</summary>
    public string? Against(YamlScalar scalar)
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
