using System.Xml.Linq;
using Fleetyard.Wire.Models;

namespace Fleetyard.Wire.Checks;

/// <summary>Holds an answer of the EC2 or query protocol against an operation's output, with what the protocol puts around it.</summary>
internal sealed class XmlAnswerCheck(Findings findings)
{
    /// <summary>EC2 answers an operation without output with this (any such operation's page in the EC2 API Reference: "return: Is true if the request succeeds").</summary>
    private static readonly Shape Nothing = new() { Type = "structure", Members = new Dictionary<string, Reference> { ["return"] = new() { Shape = "Boolean" } } };

    private readonly XmlCheck xml = new(findings);

    public void Check(Operation operation, string path, string body)
    {
        if (xml.Root(body, path, isNamed: true) is not { } root)
        {
            return;
        }

        if (root.Name.LocalName != path)
        {
            findings.Add(FaultKind.WrongName, path, $"'{root.Name.LocalName}' is called '{path}' on the wire");
        }

        var shape = operation.Output is { } output ? findings.Model.Shapes[output.Shape] : Nothing;
        if (findings.Model.Metadata.Protocol == "ec2")
        {
            Wrapper(root, "requestId", path);
            xml.CheckStructure(shape, root.Elements().Where(child => child.Name.LocalName != "requestId"), path);
            return;
        }

        Wrapper(Wrapper(root, "ResponseMetadata", path), "RequestId", path);
        foreach (var other in root.Elements().Where(child => child.Name.LocalName != "ResponseMetadata" && child.Name.LocalName != operation.Output?.ResultWrapper))
        {
            findings.Add(FaultKind.UnknownMember, path, $"'{other.Name.LocalName}' is none of {operation.Output?.ResultWrapper}, ResponseMetadata");
        }

        if (operation.Output?.ResultWrapper is { } wrapper && Wrapper(root, wrapper, path) is { } result)
        {
            xml.CheckStructure(shape, result.Elements(), $"{path}.{wrapper}");
        }
    }

    private XElement? Wrapper(XElement? parent, string name, string path)
    {
        var found = parent?.Elements().FirstOrDefault(child => child.Name.LocalName == name);
        if (parent is not null && found is null)
        {
            findings.Add(FaultKind.MissingMember, $"{path}.{name}", "is missing");
        }

        return found;
    }
}
