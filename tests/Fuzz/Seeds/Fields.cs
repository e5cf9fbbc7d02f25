using System.Text;

namespace Fleetyard.Fuzz.Seeds;

/// <summary>An input with one field after the other broken in turn.</summary>
internal static class Fields
{
    /// <summary>Nothing, as much as fits, less than none, a bit more than it was.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> Broken(byte[] sound, string name, int at, int width)
    {
        byte[][] values = [new byte[width], [.. Enumerable.Repeat((byte)0xFF, width)], [.. Enumerable.Repeat((byte)0x7F, width)], [(byte)(sound[at] + 1), .. sound[(at + 1)..(at + width)]]];
        foreach (var (value, index) in values.Select((value, index) => (value, index)))
        {
            yield return ($"{name} {index}", [.. sound[..at], .. value, .. sound[(at + width)..]]);
        }
    }

    /// <summary>The same for a field of text.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> BrokenText(byte[] sound, string name, int at, int width)
    {
        string[] values = ["", new('9', width), new('7', width), "-1", "x", "0x10", new('\u00FF', width), "\u0080" + new string('\u00FF', width - 1), "1\n"];
        foreach (var (value, index) in values.Select((value, index) => (value, index)))
        {
            yield return ($"{name} {index}", [.. sound[..at], .. Encoding.Latin1.GetBytes(value.PadRight(width)[..width]), .. sound[(at + width)..]]);
        }
    }
}
