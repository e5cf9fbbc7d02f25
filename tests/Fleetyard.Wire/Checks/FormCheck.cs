using System.Globalization;
using Fleetyard.Wire.Models;

namespace Fleetyard.Wire.Checks;

/// <summary>Holds a form, which is a request of the EC2 or query protocol, against its shape.</summary>
/// <remarks>
/// The EC2 protocol numbers a list's elements right after its name and capitalises names; the query protocol puts <c>member</c>
/// or <c>entry</c> in between (Smithy's "AWS EC2 query protocol" and "AWS query protocol").
/// </remarks>
internal sealed class FormCheck(Findings findings)
{
    private readonly bool isEc2 = findings.Model.Metadata.Protocol == "ec2";
    private readonly Scalars scalars = new(findings);

    public void CheckDocument(string? shape, string operation, string body, string path)
    {
        if (FormNode.Parse(body) is not { } form)
        {
            findings.Add(FaultKind.Malformed, path, "is no form, or holds a name twice");
            return;
        }

        if (form.Take("Action")?.Text != operation)
        {
            findings.Add(FaultKind.UnknownOperation, $"{path}.Action", $"is not {operation}");
        }

        if (form.Take("Version")?.Text is var version && version != findings.Model.Metadata.ApiVersion)
        {
            findings.Add(FaultKind.WrongVersion, $"{path}.Version", $"'{version}' is not {findings.Model.Metadata.ApiVersion}");
        }

        CheckStructure(shape is null ? new Shape { Type = "structure" } : findings.Model.Shapes[shape], form, path);
    }

    private void Check(Reference reference, FormNode node, string path)
    {
        var shape = findings.Model.Shapes[reference.Shape];
        switch (shape.Type)
        {
            case "structure" when node.Text is null:
                CheckStructure(shape, node, path);
                return;
            case "list" or "map" when node is { Text: "", Children.Count: 0 }:
                findings.CheckCount(shape, 0, path);
                return;
            case "list" when node.Text is null:
                CheckNumbered(shape, Inner(node, shape, shape.Member!.LocationName ?? "member", ref path), path, (element, at) => Check(shape.Member!, element, at));
                return;
            case "map" when node.Text is null:
                CheckNumbered(shape, Inner(node, shape, "entry", ref path), path, (entry, at) => CheckEntry(shape, entry, at));
                return;
            case not ("structure" or "list" or "map") when node.Children.Count == 0:
                scalars.CheckText(reference, node.Text!, path);
                return;
            default:
                findings.Add(FaultKind.WrongType, path, node.Text is null ? $"has members; the model has a {shape.Type}" : $"'{node.Text}' is no {shape.Type}");
                return;
        }
    }

    private void CheckStructure(Shape shape, FormNode node, string path)
    {
        foreach (var (name, child) in node.Children)
        {
            if (shape.Members.Where(member => WireName(member.Key, member.Value) == name).Select(member => member.Value).FirstOrDefault() is { } member)
            {
                Check(member, child, $"{path}.{name}");
                continue;
            }

            findings.AddUnknown(shape, name, $"{path}.{name}", WireName);
        }

        findings.AddMissing(shape, WireName, node.Children.ContainsKey, path);
    }

    private FormNode Inner(FormNode node, Shape shape, string name, ref string path)
    {
        if (isEc2 || shape.Flattened)
        {
            return node;
        }

        path += "." + name;
        if (node.Children.TryGetValue(name, out var inner) && node.Children.Count == 1)
        {
            return inner;
        }

        findings.Add(FaultKind.WrongName, path, $"elements stand under '{name}' on the wire, not under {string.Join(", ", node.Children.Keys)}");
        return new FormNode();
    }

    private void CheckNumbered(Shape shape, FormNode node, string path, Action<FormNode, string> check)
    {
        findings.CheckCount(shape, node.Children.Count, path);
        for (var index = 1; index <= node.Children.Count; index++)
        {
            if (node.Children.TryGetValue(index.ToString(CultureInfo.InvariantCulture), out var element))
            {
                check(element, $"{path}.{index}");
                continue;
            }

            findings.Add(FaultKind.WrongName, path, $"elements are numbered 1 to {node.Children.Count}, but they are {string.Join(", ", node.Children.Keys.Take(5))}");
            return;
        }
    }

    private void CheckEntry(Shape map, FormNode entry, string path)
    {
        var (key, value) = (map.Key!.LocationName ?? "key", map.Value!.LocationName ?? "value");
        var members = new Dictionary<string, Reference> { [key] = map.Key, [value] = map.Value };
        CheckStructure(new Shape { Type = "structure", Members = members, Required = [key, value] }, entry, path);
    }

    private string WireName(string name, Reference member)
    {
        var wire = (isEc2 ? member.QueryName : null) ?? member.LocationName ?? name;
        return isEc2 && member.QueryName is null && member.LocationName is not null ? char.ToUpperInvariant(wire[0]) + wire[1..] : wire;
    }
}
