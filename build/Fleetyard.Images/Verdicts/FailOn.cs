using Fleetyard.Yaml;

namespace Fleetyard.Images.Verdicts;

/// <summary>Which deviations make an image one that was found wanting.</summary>
public sealed class FailOn
{
    private readonly HashSet<DeviationKind> kinds;

    private FailOn(IEnumerable<DeviationKind> kinds) => this.kinds = [.. kinds];

    /// <summary>Every deviation: what goes without saying where there is a recipe.</summary>
    public static FailOn Everything { get; } = new(Enum.GetValues<DeviationKind>());

    /// <summary>None: what goes without saying where there is no recipe.</summary>
    public static FailOn Nothing { get; } = new([]);

    /// <summary>The kinds, in their order.</summary>
    public IReadOnlyList<DeviationKind> Kinds => [.. kinds.Order()];

    /// <summary>Reads a list such as <c>missing,version</c>.</summary>
    /// <exception cref="FormatException">A word is none of the kinds; the message is one line that names the nearest and all.</exception>
    public static FailOn Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(text.Split(',', StringSplitOptions.TrimEntries).Select(Kind));
    }

    /// <summary>The verdict with the deviations that count, and no others: reports and exit code are to say the same.</summary>
    public ImageVerdict Only(ImageVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        return verdict with { Checks = [.. verdict.Checks.Select(check => check with { Deviations = [.. check.Deviations.Where(deviation => kinds.Contains(deviation.Kind))] })] };
    }

    private static DeviationKind Kind(string word) =>
        DeviationKinds.ByName.TryGetValue(word, out var kind) ? kind : throw new FormatException(Unknown(word));

    private static string Unknown(string word)
    {
        var all = string.Join(", ", DeviationKinds.ByName.Keys);
        return Nearest.TryTo(word, DeviationKinds.ByName.Keys, out var nearest)
            ? $"'{Rule.Shown(word)}' is nothing to fail on; the nearest is '{nearest}' (of {all})."
            : $"'{Rule.Shown(word)}' is nothing to fail on; name some of {all}, with commas between.";
    }
}
