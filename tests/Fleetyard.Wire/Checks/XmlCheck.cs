using System.Xml;
using System.Xml.Linq;
using Fleetyard.Wire.Models;

namespace Fleetyard.Wire.Checks;

/// <summary>Holds an XML answer of the EC2 or query protocol against its shape.</summary>
internal sealed class XmlCheck(Findings findings)
{
    private readonly Scalars scalars = new(findings);

    /// <summary>The document's root, or null where it is no XML; the namespace is checked.</summary>
    public XElement? Root(string body, string path, bool isNamed)
    {
        try
        {
            var root = XDocument.Parse(body).Root!;
            var wanted = isNamed ? findings.Model.Metadata.XmlNamespace!.TrimEnd('/') : "";
            foreach (var element in root.DescendantsAndSelf().Where(element => element.Name.NamespaceName.TrimEnd('/') != wanted).Take(1))
            {
                findings.Add(FaultKind.Malformed, path, $"'{element.Name.LocalName}' is in the namespace '{element.Name.NamespaceName}'; the model has '{wanted}'");
            }

            return root;
        }
        catch (XmlException fault)
        {
            findings.Add(FaultKind.Malformed, path, $"is no XML: {fault.Message}");
            return null;
        }
    }

    public void Check(Reference reference, XElement value, string path)
    {
        var shape = findings.Model.Shapes[reference.Shape];
        switch (shape.Type)
        {
            case "structure" when HasNoText(value):
                CheckStructure(shape, value.Elements(), path);
                return;
            case "list" when HasNoText(value):
                CheckList(shape, [.. value.Elements()], shape.Member!.LocationName ?? "member", path);
                return;
            case "map" when HasNoText(value):
                CheckMap(shape, [.. value.Elements()], path);
                return;
            case not ("structure" or "list" or "map") when !value.HasElements:
                scalars.CheckText(reference, value.Value, path);
                return;
            default:
                findings.Add(FaultKind.WrongType, path, value.HasElements ? $"holds elements; the model has a {shape.Type}" : $"'{value.Value}' is no {shape.Type}");
                return;
        }
    }

    public void CheckStructure(Shape shape, IEnumerable<XElement> children, string path)
    {
        var there = new HashSet<string>();
        foreach (var group in children.GroupBy(child => child.Name.LocalName))
        {
            there.Add(group.Key);
            if (shape.Members.Where(member => WireName(member.Key, member.Value) == group.Key).Select(member => member.Value).FirstOrDefault() is not { } member)
            {
                findings.AddUnknown(shape, group.Key, $"{path}.{group.Key}", WireName);
                continue;
            }

            if (findings.Model.Shapes[member.Shape] is { Type: "list", Flattened: true } list)
            {
                CheckList(list, [.. group], group.Key, $"{path}.{group.Key}");
                continue;
            }

            if (group.Count() > 1)
            {
                findings.Add(FaultKind.RepeatedMember, $"{path}.{group.Key}", $"is there {group.Count()} times");
            }

            Check(member, group.First(), $"{path}.{group.Key}");
        }

        findings.AddMissing(shape, WireName, there.Contains, path);
    }

    private void CheckList(Shape shape, IReadOnlyList<XElement> elements, string name, string path)
    {
        findings.CheckCount(shape, elements.Count, path);
        for (var index = 0; index < elements.Count; index++)
        {
            if (elements[index].Name.LocalName != name)
            {
                findings.Add(FaultKind.WrongName, $"{path}[{index}]", $"'{elements[index].Name.LocalName}' is called '{name}' on the wire");
            }

            Check(shape.Member!, elements[index], $"{path}[{index}]");
        }
    }

    private void CheckMap(Shape shape, IReadOnlyList<XElement> entries, string path)
    {
        findings.CheckCount(shape, entries.Count, path);
        var entry = new Shape
        {
            Type = "structure",
            Members = new Dictionary<string, Reference> { [shape.Key!.LocationName ?? "key"] = shape.Key, [shape.Value!.LocationName ?? "value"] = shape.Value },
            Required = [shape.Key.LocationName ?? "key"],
        };
        for (var index = 0; index < entries.Count; index++)
        {
            CheckStructure(entry, entries[index].Elements(), $"{path}[{index}]");
        }
    }

    private static bool HasNoText(XElement value) => value.Nodes().OfType<XText>().All(text => string.IsNullOrWhiteSpace(text.Value));

    private static string WireName(string name, Reference member) => member.LocationName ?? name;
}
