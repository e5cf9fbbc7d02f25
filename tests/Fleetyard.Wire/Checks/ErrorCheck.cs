using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Fleetyard.Wire.Models;

namespace Fleetyard.Wire.Checks;

/// <summary>Holds an error answer against what the operation declares.</summary>
internal sealed partial class ErrorCheck(Findings findings)
{
    public void Check(Operation? operation, string name, int status, string body)
    {
        if (status is < 400 or > 599)
        {
            findings.Add(FaultKind.WrongStatus, name, $"HTTP {status} is neither an answer nor an error");
        }

        switch (findings.Model.Metadata.Protocol)
        {
            case "json":
                CheckJson(operation, body, $"{name}Error");
                return;
            case "ec2":
                CheckEc2(body, $"{name}Error");
                return;
            default:
                CheckQuery(operation, body, $"{name}Error");
                return;
        }
    }

    private void CheckJson(Operation? operation, string body, string path)
    {
        JsonElement answer;
        try
        {
            answer = JsonElement.Parse(body);
        }
        catch (JsonException fault)
        {
            findings.Add(FaultKind.Malformed, path, $"is no JSON: {fault.Message}");
            return;
        }

        if (answer.ValueKind != JsonValueKind.Object || !answer.TryGetProperty("__type", out var type) || type.ValueKind != JsonValueKind.String)
        {
            findings.Add(FaultKind.Malformed, path, "has no __type");
            return;
        }

        var code = type.GetString()!;
        var name = code[(code.IndexOf('#', StringComparison.Ordinal) + 1)..];
        var shape = CheckCode(operation, name, $"{path}.__type") ?? new Shape { Type = "structure" };
        if (!shape.Members.Keys.Any(member => member.Equals("message", StringComparison.OrdinalIgnoreCase)))
        {
            // Many errors declare no member, and carry a message all the same: "Errors" of Smithy's "AWS JSON 1.1 protocol".
            shape = shape with { Members = new Dictionary<string, Reference>(shape.Members) { ["message"] = new() { Shape = "" } } };
        }

        foreach (var property in answer.EnumerateObject().Where(property => property.Name != "__type" && !shape.Members.ContainsKey(property.Name)))
        {
            findings.AddUnknown(shape, property.Name, $"{path}.{property.Name}", (member, _) => member);
        }

        foreach (var property in answer.EnumerateObject().Where(property => property.Name.Equals("message", StringComparison.OrdinalIgnoreCase) && property.Value.ValueKind != JsonValueKind.String))
        {
            findings.Add(FaultKind.WrongType, $"{path}.{property.Name}", "is no string");
        }
    }

    private void CheckEc2(string body, string path)
    {
        if (Root(body, "Response", isNamed: false, path) is not { } root)
        {
            return;
        }

        var error = Only(Only(root, "Errors", path), "Error", path);
        Only(root, "RequestID", path);
        Only(error, "Message", path);
        if (Only(error, "Code", path) is { } code && !Code().IsMatch(code.Value))
        {
            findings.Add(FaultKind.WrongPattern, $"{path}.Code", $"'{code.Value}' is no error code");
        }
    }

    private void CheckQuery(Operation? operation, string body, string path)
    {
        if (Root(body, "ErrorResponse", isNamed: true, path) is not { } root)
        {
            return;
        }

        var error = Only(root, "Error", path);
        Only(root, "RequestId", path);
        Only(error, "Message", path);
        if (Only(error, "Type", path) is { Value: not ("Sender" or "Receiver") } type)
        {
            findings.Add(FaultKind.WrongValue, $"{path}.Type", $"'{type.Value}' is none of Sender, Receiver");
        }

        if (Only(error, "Code", path) is { } code)
        {
            CheckCode(operation, code.Value, $"{path}.Code");
        }
    }

    private Shape? CheckCode(Operation? operation, string code, string path)
    {
        var declared = operation?.Errors.Select(error => (Name: findings.Model.Shapes[error.Shape].Error?.Code ?? error.Shape, Shape: findings.Model.Shapes[error.Shape])) ?? [];
        if (declared.FirstOrDefault(error => error.Name == code) is { Shape: { } shape })
        {
            return shape;
        }

        if (!CommonErrors.All.Contains(code) && !(findings.Model.Metadata.Protocol == "json" && CommonErrors.OfJson.Contains(code)))
        {
            findings.Add(FaultKind.UndeclaredError, path, $"the operation declares no '{code}', and it is no common error");
        }

        return null;
    }

    private XElement? Root(string body, string name, bool isNamed, string path)
    {
        if (new XmlCheck(findings).Root(body, path, isNamed) is not { } root)
        {
            return null;
        }

        if (root.Name.LocalName == name)
        {
            return root;
        }

        findings.Add(FaultKind.Malformed, path, $"'{root.Name.LocalName}' is called '{name}' on the wire");
        return null;
    }

    private XElement? Only(XElement? parent, string name, string path)
    {
        var found = parent?.Elements().Where(child => child.Name.LocalName == name).ToList() ?? [];
        if (parent is not null && found.Count != 1)
        {
            findings.Add(FaultKind.Malformed, path, $"'{parent.Name.LocalName}' has {found.Count} '{name}'");
        }

        return found.FirstOrDefault();
    }

    [GeneratedRegex(@"^[A-Z][A-Za-z0-9]*(\.[A-Z][A-Za-z0-9]*)?$")]
    private static partial Regex Code();
}
