namespace Fleetyard.LocalCloud.Iam;

/// <summary>IAM's wildcards: <c>*</c> is any run of letters, <c>?</c> any one.</summary>
internal static class Wildcards
{
    /// <remarks>Every call is held against every pattern of a policy, so this makes nothing: at a mismatch the last star takes one letter more.</remarks>
    public static bool Match(string pattern, string value, bool ignoreCase)
    {
        var (at, star, taken) = (0, -1, 0);
        for (var index = 0; index < value.Length;)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                (star, taken) = (at++, index);
                continue;
            }

            if (at < pattern.Length && (pattern[at] == '?' || Same(pattern[at], value[index], ignoreCase)))
            {
                at++;
                index++;
                continue;
            }

            if (star < 0)
            {
                return false;
            }

            (at, index) = (star + 1, ++taken);
        }

        return pattern.AsSpan(at).IndexOfAnyExcept('*') < 0;
    }

    private static bool Same(char one, char other, bool ignoreCase) =>
        one == other || (ignoreCase && char.ToUpperInvariant(one) == char.ToUpperInvariant(other));
}
