using System.Text.RegularExpressions;
using System.Xml.Linq;
using Fleetyard.LocalCloud.Http;

namespace Fleetyard.LocalCloud.Ec2;

/// <summary>Which architecture an instance type has, told from EC2's naming: a <c>g</c> after the generation is Graviton.</summary>
internal static partial class InstanceTypes
{
    /// <summary>Types that are listed when nobody names one.</summary>
    public static IReadOnlyList<string> Usual { get; } = [.. new[] { "c7g", "c7i", "m7g", "m7i", "r7g", "r7i", "t3", "t4g" }.SelectMany(family => new[] { "large", "xlarge", "2xlarge" }.Select(size => $"{family}.{size}"))];

    public static bool IsType(string type) => Name().IsMatch(type);

    public static string Architecture(string type)
    {
        if (!Name().IsMatch(type))
        {
            throw new AwsFault("InvalidParameterValue", $"Invalid value '{type}' for InstanceType.");
        }

        return type.StartsWith("a1.", StringComparison.Ordinal) || Graviton().IsMatch(type) ? "arm64" : "x86_64";
    }

    public static IEnumerable<XElement> Describe(QueryCall call)
    {
        var types = call.List("InstanceType");
        if (types.Where(type => !Name().IsMatch(type)).ToList() is { Count: > 0 } unknown)
        {
            throw new AwsFault("InvalidInstanceType", $"The following supplied instance types do not exist: [{string.Join(", ", unknown)}]");
        }

        var filters = new Filters<string>(new Dictionary<string, Func<string, IEnumerable<string?>>>
        {
            ["instance-type"] = type => [type],
            ["processor-info.supported-architecture"] = type => [Architecture(type)],
        });
        return Ec2Operations.Paged("instanceTypeSet", call.Page([.. filters.Of(call, types.Count > 0 ? types : Usual).Select(type => new XElement("item",
            new XElement("instanceType", type),
            new XElement("processorInfo", new XElement("supportedArchitectures", new XElement("item", Architecture(type))))))], "InstanceType"));
    }

    [GeneratedRegex(@"^[a-z][a-z0-9-]*\d[a-z0-9-]*\.(nano|micro|small|medium|large|\d*xlarge|metal(-\d+xl)?)$")]
    private static partial Regex Name();

    [GeneratedRegex(@"^[a-z]+\d+g")]
    private static partial Regex Graviton();
}
