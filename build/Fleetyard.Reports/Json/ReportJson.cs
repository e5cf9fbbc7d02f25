using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fleetyard.Reports.Json;

/// <summary>How the JSON reports are written: names in camel case, indented, what is not ASCII as an escape.</summary>
internal static class ReportJson
{
    /// <summary>Every member, null or not: readers need not ask whether one is there.</summary>
    public static readonly JsonSerializerOptions Whole = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n" };

    /// <summary>Without members that are null, as the formats of others want it.</summary>
    public static readonly JsonSerializerOptions Sparse = new(Whole) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Writes a document and a line end.</summary>
    public static void Write<T>(TextWriter output, T document, JsonSerializerOptions options)
    {
        JsonSerializer.Serialize(new Utf8Text(output), document, options);
        output.Write('\n');
    }
}
