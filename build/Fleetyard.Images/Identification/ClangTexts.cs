using System.Text.RegularExpressions;

namespace Fleetyard.Images.Identification;

/// <summary>The version texts among the constants of a program or library of clang.</summary>
internal static partial class ClangTexts
{
    private const int MostTexts = 16;

    /// <summary>Clang puts its answer together from its name and " version 14.0.6"; a linker may have shared that with the end of LLVM's own text.</summary>
    private static readonly byte[][] Words = [[.. " version "u8], [.. "clang version "u8], [.. "LLVM version "u8]];

    /// <summary>Null when there is none.</summary>
    /// <exception cref="MalformedFileException">A section lies outside of the file.</exception>
    public static ClangVersion? Find(ElfFile elf, EvidenceSource source, string? path = null)
    {
        var found = elf.Constants()
            .SelectMany(section => TextSearch.Find(section.Bytes, Words).Select(text => (text, section.Name)))
            .Where(place => !place.text.Text.StartsWith(' ') || place.text.BeginsString)
            .Select(place => (Match: Pattern.Match(place.text.Text), Evidence: Evidence(place.text, path ?? place.Name)))
            .Where(place => place.Match.Success)
            .Take(MostTexts)
            .ToList();
        return found.Count == 0 ? null : new(found[0].Match.Groups["version"].Value, [.. found.Select(place => place.Evidence)]);

        Evidence Evidence(FoundText text, string place) => new(source, OneLine.Of(text.Text), place, text.Offset);
    }

    [GeneratedRegex(@"^(clang|LLVM)? version (?<version>\d+\.\d+[\w.+~-]*)")]
    private static partial Regex Pattern { get; }
}
