using System.Buffers.Text;
using System.Text.Json;
using Fleetyard.Wire.Models;

namespace Fleetyard.Wire.Checks;

/// <summary>Holds a document of the JSON protocol against its shape.</summary>
internal sealed class JsonCheck(Findings findings)
{
    /// <summary>9999-12-31 in seconds since 1970: a larger number was meant as milliseconds.</summary>
    private const decimal LastSecond = 253402300799;

    private readonly Scalars scalars = new(findings);

    public void CheckDocument(string? shape, string body, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { AllowDuplicateProperties = false });
            Check(new Reference { Shape = shape ?? "" }, document.RootElement, path);
        }
        catch (JsonException fault)
        {
            findings.Add(FaultKind.Malformed, path, $"is no JSON: {fault.Message}");
        }
    }

    private void Check(Reference reference, JsonElement value, string path)
    {
        var shape = findings.Model.Shapes.GetValueOrDefault(reference.Shape) ?? new Shape { Type = "structure" };
        switch (shape.Type, value.ValueKind)
        {
            case ("structure", JsonValueKind.Object):
                CheckStructure(shape, value, path);
                return;
            case ("list", JsonValueKind.Array):
                findings.CheckCount(shape, value.GetArrayLength(), path);
                var index = 0;
                foreach (var element in value.EnumerateArray())
                {
                    Check(shape.Member!, element, $"{path}[{index++}]");
                }

                return;
            case ("map", JsonValueKind.Object):
                findings.CheckCount(shape, value.GetPropertyCount(), path);
                foreach (var entry in value.EnumerateObject())
                {
                    scalars.CheckText(shape.Key!, entry.Name, $"{path}[{entry.Name}]");
                    Check(shape.Value!, entry.Value, $"{path}[{entry.Name}]");
                }

                return;
            default:
                CheckScalar(reference, shape, value, path);
                return;
        }
    }

    private void CheckStructure(Shape shape, JsonElement value, string path)
    {
        var there = new HashSet<string>();
        foreach (var property in value.EnumerateObject().Where(property => property.Value.ValueKind != JsonValueKind.Null))
        {
            there.Add(property.Name);
            if (shape.Members.Where(member => WireName(member.Key, member.Value) == property.Name).Select(member => member.Value).FirstOrDefault() is { } member)
            {
                Check(member, property.Value, $"{path}.{property.Name}");
                continue;
            }

            findings.AddUnknown(shape, property.Name, $"{path}.{property.Name}", WireName);
        }

        findings.AddMissing(shape, WireName, there.Contains, path);
    }

    private void CheckScalar(Reference reference, Shape shape, JsonElement value, string path)
    {
        var format = reference.TimestampFormat ?? shape.TimestampFormat ?? "unixTimestamp";
        switch (shape.Type, value.ValueKind)
        {
            case ("string", JsonValueKind.String):
                scalars.CheckString(reference.Shape, shape, value.GetString()!, path);
                return;
            case ("integer", JsonValueKind.Number) when value.TryGetInt32(out var number):
                scalars.CheckNumber(shape, number, path);
                return;
            case ("long", JsonValueKind.Number) when value.TryGetInt64(out var number):
                scalars.CheckNumber(shape, number, path);
                return;
            case ("double" or "float", JsonValueKind.Number) when value.TryGetDecimal(out var number):
                scalars.CheckNumber(shape, number, path);
                return;
            case ("boolean", JsonValueKind.True or JsonValueKind.False):
                return;
            case ("blob", JsonValueKind.String) when Base64.IsValid(value.GetString()):
                scalars.CheckLength(shape, value.GetBytesFromBase64().Length, "bytes", path);
                return;
            case ("timestamp", JsonValueKind.Number) when format == "unixTimestamp" && value.TryGetDecimal(out var seconds) && seconds is >= 0 and <= LastSecond:
            case ("timestamp", JsonValueKind.String) when format == "iso8601" && Scalars.IsIso8601(value.GetString()!):
                return;
            default:
                var wanted = shape.Type == "timestamp" ? format == "iso8601" ? "timestamp in ISO 8601 and UTC" : "timestamp in seconds since 1970" : shape.Type;
                findings.Add(FaultKind.WrongType, path, $"{value.GetRawText()[..Math.Min(80, value.GetRawText().Length)]} is no {wanted}");
                return;
        }
    }

    private static string WireName(string name, Reference member) => member.LocationName ?? name;
}
