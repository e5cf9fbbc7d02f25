using System.IO.Enumeration;

namespace Fleetyard.Images.Inventories;

/// <summary>One pattern of a set, ready to be compared with the names of a whole image.</summary>
internal readonly struct NamePattern
{
    private readonly string pattern;
    private readonly string fixedPart;
    private readonly Form form;

    public NamePattern(string pattern)
    {
        this.pattern = pattern;
        fixedPart = pattern.Trim('*');
        IsOfPath = pattern.Contains('/');
        form = fixedPart.AsSpan().ContainsAny('*', '?', '\\') || fixedPart.Length == 0 || pattern.Contains("**", StringComparison.Ordinal) ? Form.Any
            : (pattern[0] == '*', pattern[^1] == '*') switch
            {
                (true, true) => Form.Inside,
                (true, false) => Form.End,
                (false, true) => Form.Beginning,
                _ => Form.Whole,
            };
    }

    private enum Form
    {
        Any,
        Whole,
        Beginning,
        End,
        Inside,
    }

    /// <summary>Whether it is compared with the whole path, rather than with the name alone.</summary>
    public bool IsOfPath { get; }

    /// <summary>Nearly all patterns have a star at one end, and there are names by the hundred thousand.</summary>
    public bool Matches(ReadOnlySpan<char> text) => form switch
    {
        Form.Whole => text.SequenceEqual(fixedPart),
        Form.Beginning => text.StartsWith(fixedPart, StringComparison.Ordinal),
        Form.End => text.EndsWith(fixedPart, StringComparison.Ordinal),
        Form.Inside => text.Contains(fixedPart, StringComparison.Ordinal),
        _ => FileSystemName.MatchesSimpleExpression(pattern, text, ignoreCase: false),
    };
}
