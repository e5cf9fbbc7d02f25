using Fleetyard.Wire.Models;

namespace Fleetyard.Wire.Checks;

/// <summary>The faults found so far, and the model that they are found by.</summary>
internal sealed class Findings(ServiceModel model, bool ofAnswer)
{
    private readonly List<WireFault> faults = [];

    public ServiceModel Model => model;

    public IReadOnlyList<WireFault> Faults => faults;

    public void Add(FaultKind kind, string path, string message) => faults.Add(new(kind, path, message));

    /// <summary>Says that a name is unknown, or what it should be where it only looks different.</summary>
    public void AddUnknown(Shape shape, string found, string path, Func<string, Reference, string> wireName)
    {
        var meant = shape.Members.FirstOrDefault(member => new[] { member.Key, member.Value.LocationName, member.Value.QueryName, wireName(member.Key, member.Value) }
            .Contains(found, StringComparer.OrdinalIgnoreCase));
        if (meant.Key is not null)
        {
            Add(FaultKind.WrongName, path, $"'{found}' is called '{wireName(meant.Key, meant.Value)}' on the wire");
            return;
        }

        Add(FaultKind.UnknownMember, path, $"the model has no member '{found}'");
    }

    public void AddMissing(Shape shape, Func<string, Reference, string> wireName, Func<string, bool> isThere, string path)
    {
        foreach (var name in shape.Required.Select(member => wireName(member, shape.Members[member])).Where(name => !isThere(name)))
        {
            Add(FaultKind.MissingMember, $"{path}.{name}", "the required member is missing");
        }
    }

    /// <summary>
    /// Counts a list's or map's elements. The least count is a rule for requests: services answer empty lists all the same, as the AWS CLI
    /// reference's examples of <c>batch-get-builds</c> (<c>"buildsNotFound": []</c>) and <c>get-parameters</c> show.
    /// </summary>
    public void CheckCount(Shape shape, int count, string path)
    {
        if ((count < (shape.Min ?? 0) && !(ofAnswer && count == 0)) || count > (shape.Max ?? int.MaxValue))
        {
            Add(FaultKind.WrongLength, path, $"has {count} elements; the model has {Range(shape)}");
        }
    }

    public static string Range(Shape shape) => shape.Max is null ? $"{shape.Min} or more" : shape.Min is null ? $"up to {shape.Max}" : $"{shape.Min} to {shape.Max}";
}
