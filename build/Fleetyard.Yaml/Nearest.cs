using System.Diagnostics.CodeAnalysis;

namespace Fleetyard.Yaml;

/// <summary>Finds the known word that a mistyped one was most likely meant to be.</summary>
public static class Nearest
{
    /// <summary>The candidate with the smallest edit distance, case ignored; the first of several.</summary>
    /// <exception cref="InvalidOperationException"><paramref name="candidates"/> is empty.</exception>
    public static string To(string word, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(word);
        return candidates.MinBy(candidate => Distance(word, candidate)) ?? throw new InvalidOperationException("There is no candidate.");
    }

    /// <summary>The same, but nothing where no candidate is near: more than half of the word would have to change.</summary>
    public static bool TryTo(string word, IEnumerable<string> candidates, [NotNullWhen(true)] out string? nearest)
    {
        ArgumentNullException.ThrowIfNull(word);
        nearest = candidates.MinBy(candidate => Distance(word, candidate));
        if (nearest is not null && Distance(word, nearest) * 2 <= Cut(word).Length)
        {
            return true;
        }

        nearest = null;
        return false;
    }

    /// <summary>Case ignored, over words cut to 64 characters so that a hostile one costs nothing.</summary>
    private static int Distance(string from, string to) => EditDistance.Between(Cut(from), Cut(to));

    private static string Cut(string word) => word[..Math.Min(word.Length, 64)].ToLowerInvariant();
}
