using Fleetyard.Yaml;

namespace Fleetyard.Recipes.Reading;

/// <summary>Reads a recipe's <c>fleet</c> section by CodeBuild's rules.</summary>
internal sealed class FleetReading(Architecture? architecture, RegionRules region)
{
    public static readonly IReadOnlyDictionary<string, FleetOverflow> Overflows =
        new Dictionary<string, FleetOverflow> { ["queue"] = FleetOverflow.Queue, ["on-demand"] = FleetOverflow.OnDemand };

    /// <summary>The account in AWS's documentation, which is nobody's.</summary>
    private const string ExampleAccount = "::111122223333:";

    public FleetSettings? Read(Section? section, string? recipeName)
    {
        if (section is null)
        {
            return null;
        }

        var name = section.Text("name", Rules.FleetName) ?? recipeName?.Replace('.', '-');
        var compute = ComputeReading.Read(section, architecture);
        var capacity = section.Number("capacity", 1, 1000) ?? 1;
        var scaling = section.Child("scaling") is { } growth ? FleetScalingReading.Read(growth, capacity) : null;
        var overflow = section.Choice("overflow", Overflows);
        var role = ServiceRole(section, region, required: true);
        var vpc = section.Child("vpc") is { } network ? FleetNetworkReading.Vpc(network) : null;
        var proxy = section.Child("proxy") is { } managed ? FleetNetworkReading.Proxy(managed) : null;
        var tags = section.Map("tags", Rules.TagKey, Rules.TagValue, most: 40);
        section.NoOthers();

        if (section.Has("vpc") && section.Has("proxy"))
        {
            section.Fault("proxy", "fleet has both a vpc and a proxy (CodeBuild takes one of the two)");
        }

        return name is null || compute is null ? null : new FleetSettings
        {
            Name = name,
            Compute = compute,
            Capacity = (int)capacity,
            Scaling = scaling,
            Overflow = overflow ?? FleetOverflow.Queue,
            ServiceRole = role,
            Vpc = vpc,
            Proxy = proxy,
            Tags = tags,
        };
    }

    public static string? ServiceRole(Section section, RegionRules region, bool required)
    {
        var role = section.Text("serviceRole", region.Role, required);
        if (role?.Contains(ExampleAccount, StringComparison.Ordinal) == true)
        {
            section.Warn("serviceRole", $"{section.Name("serviceRole")} is of the documentation's example account 111122223333 (put a role of your own account here)");
        }

        return role;
    }
}
