using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace Fleetyard.Wire.Models;

/// <summary>A model's pattern, which is a Java regular expression for a whole string, as .NET has it.</summary>
/// <param name="Regex">The expression, or null where it could not be translated.</param>
/// <param name="WhyNot">Why it could not be translated, or null.</param>
public sealed record JavaPattern(Regex? Regex, string? WhyNot)
{
    // Java's \d, \w and \s are ASCII's unless a flag says otherwise, and its dot stops at five line ends; .NET's are Unicode's, and its dot stops at one.
    private static readonly Dictionary<char, string> Classes = new() { ['d'] = "0-9", ['w'] = "a-zA-Z0-9_", ['s'] = @" \t\n\x0B\f\r" };
    private static readonly ConcurrentDictionary<string, JavaPattern> Known = new();

    /// <summary>Translates a pattern.</summary>
    public static JavaPattern Of(string java) => Known.GetOrAdd(java, Translate);

    private static JavaPattern Translate(string java)
    {
        var net = new StringBuilder(@"\A(?:");
        var inClass = false;
        for (var at = 0; at < java.Length; at++)
        {
            var letter = java[at];
            if (letter == '\\' && at + 1 < java.Length)
            {
                at++;
                if (java[at] is 'Q' or 'R' or 'X' or 'h' or 'H' or 'V')
                {
                    return new(null, $@"\{java[at]} is Java's alone");
                }

                net.Append(Escape(java[at], inClass));
                continue;
            }

            if (inClass && (letter == '[' || (letter == '&' && java[at..].StartsWith("&&", StringComparison.Ordinal))))
            {
                return new(null, "a class inside a class is Java's alone");
            }

            if (!inClass && letter == '+' && at > 0 && java[at - 1] is '*' or '+' or '?' or '}' && (at < 2 || java[at - 2] != '\\'))
            {
                return new(null, "a possessive quantifier is Java's alone");
            }

            inClass = letter == '[' || (inClass && letter != ']');
            net.Append(letter == '.' && !inClass ? @"[^\n\r\u0085\u2028\u2029]" : letter.ToString());
        }

        try
        {
            return new(new Regex(net.Append(@")\z").ToString(), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5)), null);
        }
        catch (ArgumentException fault)
        {
            return new(null, fault.Message);
        }
    }

    private static string Escape(char letter, bool inClass)
    {
        if (Classes.TryGetValue(letter, out var members))
        {
            return inClass ? members : $"[{members}]";
        }

        return !inClass && Classes.TryGetValue(char.ToLowerInvariant(letter), out members) ? $"[^{members}]" : $"\\{letter}";
    }
}
