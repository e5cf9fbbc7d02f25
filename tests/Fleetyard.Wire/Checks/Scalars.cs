using System.Buffers.Text;
using System.Globalization;
using System.Text.RegularExpressions;
using Fleetyard.Wire.Models;

namespace Fleetyard.Wire.Checks;

/// <summary>Holds a value that stands as text against its shape, and any text or number against the shape's limits.</summary>
internal sealed partial class Scalars(Findings findings)
{
    /// <summary>Checks a value of a form or of XML, where everything is text.</summary>
    public void CheckText(Reference reference, string text, string path)
    {
        var shape = findings.Model.Shapes[reference.Shape];
        switch (shape.Type)
        {
            case "integer" when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number):
                CheckNumber(shape, number, path);
                return;
            case "long" when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number):
                CheckNumber(shape, number, path);
                return;
            case "double" or "float" when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number):
                CheckNumber(shape, number, path);
                return;
            case "boolean" when text is "true" or "false":
            case "timestamp" when IsIso8601(text):
                return;
            case "blob" when Base64.IsValid(text):
                CheckLength(shape, Convert.FromBase64String(text).Length, "bytes", path);
                return;
            case "string":
                CheckString(reference.Shape, shape, text, path);
                return;
            default:
                findings.Add(FaultKind.WrongType, path, $"'{Short(text)}' is no {Wanted(shape.Type)}");
                return;
        }
    }

    public void CheckString(string name, Shape shape, string text, string path)
    {
        if (shape.Values.Count > 0 && !shape.Values.Contains(text))
        {
            findings.Add(FaultKind.WrongValue, path, $"'{Short(text)}' is none of {string.Join(", ", shape.Values.Take(12))}{(shape.Values.Count > 12 ? ", …" : "")}");
        }

        if (shape.Pattern is { } pattern
            && JavaPattern.Of(Errata.Pattern(findings.Model.Metadata.EndpointPrefix, name, pattern)).Regex is { } regex && !regex.IsMatch(text))
        {
            findings.Add(FaultKind.WrongPattern, path, $"'{Short(text)}' does not match {pattern}");
        }

        CheckLength(shape, text.EnumerateRunes().Count(), "characters", path);
    }

    public void CheckNumber(Shape shape, decimal number, string path)
    {
        if (number < (shape.Min ?? decimal.MinValue) || number > (shape.Max ?? decimal.MaxValue))
        {
            findings.Add(FaultKind.WrongRange, path, FormattableString.Invariant($"{number} is out of range; the model has {Findings.Range(shape)}"));
        }
    }

    public void CheckLength(Shape shape, int length, string unit, string path)
    {
        if (length < (shape.Min ?? 0) || length > (shape.Max ?? int.MaxValue))
        {
            findings.Add(FaultKind.WrongLength, path, $"has {length} {unit}; the model has {Findings.Range(shape)}");
        }
    }

    public static bool IsIso8601(string text) => Iso8601().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _);

    private static string Wanted(string type) => type == "timestamp" ? "timestamp in ISO 8601 and UTC" : type == "blob" ? "base64" : type;

    private static string Short(string text) => text.Length <= 80 ? text : text[..80] + "…";

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$")]
    private static partial Regex Iso8601();
}
