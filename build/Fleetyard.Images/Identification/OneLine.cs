namespace Fleetyard.Images.Identification;

/// <summary>Makes text of a file fit for a message.</summary>
internal static class OneLine
{
    /// <summary>The text without control characters, cut at 160 characters.</summary>
    public static string Of(string text) =>
        string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character).Take(160)).TrimEnd();
}
