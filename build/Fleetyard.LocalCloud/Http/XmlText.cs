using System.Xml;

namespace Fleetyard.LocalCloud.Http;

/// <summary>Text that XML 1.0 can hold: a caller may send any letter, and gets it back in a message or a tag.</summary>
internal static class XmlText
{
    public static string Of(string text) => string.Concat(text.EnumerateRunes().Select(rune =>
        rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value) ? rune.ToString() : "\uFFFD"));
}
