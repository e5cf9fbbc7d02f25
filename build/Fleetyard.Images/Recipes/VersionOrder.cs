using System.Text.RegularExpressions;

namespace Fleetyard.Images.Recipes;

/// <summary>Which of two versions is the later one: <c>1.0.2-beta1</c>, <c>1.0.2</c>, <c>1.0.2a</c> … <c>1.0.2z</c>, <c>1.0.2za</c>, <c>1.1.0</c>.</summary>
/// <remarks>
/// OpenSSL's letters are releases after the one without (its policy up to 1.1.1); its pre-releases are dev, alpha, beta, and 1.1.1's pre. LLVM
/// calls a snapshot git. What a distribution or a variant puts behind, as in <c>1.0.2u-fips</c> or <c>14.0.6-12</c>, does not make a version later.
/// </remarks>
public static partial class VersionOrder
{
    private static readonly string[] PreReleases = ["git", "dev", "alpha", "beta", "pre", "rc"];

    /// <summary>Less than 0, 0, or more, as of <see cref="IComparable"/>; null if one of them is no version.</summary>
    public static int? Compare(string left, string right)
    {
        var (one, other) = (Pattern.Match(left), Pattern.Match(right));
        if (!one.Success || !other.Success)
        {
            return null;
        }

        var numbers = Numbers(one.Groups["numbers"].Value, other.Groups["numbers"].Value);
        if (numbers != 0)
        {
            return numbers;
        }

        var letters = string.CompareOrdinal(one.Groups["letters"].Value, other.Groups["letters"].Value);
        return letters != 0 ? letters : Stage(one, other);
    }

    /// <summary>Number by number; one that is not there is 0.</summary>
    private static int Numbers(string left, string right)
    {
        var (one, other) = (left.Split('.'), right.Split('.'));
        return Enumerable.Range(0, Math.Max(one.Length, other.Length))
            .Select(index => Number(one.ElementAtOrDefault(index), other.ElementAtOrDefault(index)))
            .FirstOrDefault(order => order != 0);
    }

    /// <summary>As texts, for a number may have more digits than any type.</summary>
    private static int Number(string? left, string? right)
    {
        var (one, other) = ((left ?? "").TrimStart('0'), (right ?? "").TrimStart('0'));
        return one.Length != other.Length ? one.Length - other.Length : string.CompareOrdinal(one, other);
    }

    private static int Stage(Match left, Match right)
    {
        var order = Rank(left).CompareTo(Rank(right));
        if (order == 0)
        {
            order = Number(left.Groups["count"].Value, right.Groups["count"].Value);
        }

        // 3.0.0-beta2-dev is on its way to beta2.
        return order != 0 ? order : right.Groups["on"].Length - left.Groups["on"].Length;
    }

    private static int Rank(Match version) =>
        version.Groups["stage"] is { Success: true } stage ? Array.IndexOf(PreReleases, stage.Value) : PreReleases.Length;

    [GeneratedRegex(
        """
        ^([0-9]+:)?(?<numbers>[0-9]+(\.[0-9]+)*)
        (?<letters>(?!git|dev|alpha|beta|pre|rc)[a-z]{1,2}(?![A-Za-z]))?
        ([-~.]?(?<stage>git|dev|alpha|beta|pre|rc)(?![a-z])\.?(?<count>[0-9]*)(?<on>-dev(?![a-z]))?)?
        """,
        RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern { get; }
}
