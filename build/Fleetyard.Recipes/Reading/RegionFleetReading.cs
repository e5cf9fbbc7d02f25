using Fleetyard.Yaml;

namespace Fleetyard.Recipes.Reading;

/// <summary>Reads what a further region's fleet has of its own; the rest is the recipe's fleet's.</summary>
internal sealed class RegionFleetReading(FleetSettings? home, RegionRules region)
{
    public FleetSettings? Read(Section regionSection)
    {
        var section = regionSection.Child("fleet");
        if (section?.Has("vpc") != true && home?.Vpc is { } vpcOfHome)
        {
            (section ?? regionSection).Fault("fleet", $"{regionSection.Name("fleet")}.vpc is missing: the recipe's {vpcOfHome.VpcId} is of its own region (a vpc of {region.Region}, or none)");
        }

        return section is null ? home : Own(section);
    }

    private FleetSettings? Own(Section section)
    {
        var name = section.Text("name", Rules.FleetName);
        var capacity = section.Number("capacity", 1, 1000) ?? home?.Capacity ?? 1;
        var scaling = OwnOrHomes(section, "scaling", home?.Scaling, growth => FleetScalingReading.Read(growth, capacity));
        var overflow = section.Choice("overflow", FleetReading.Overflows);
        var role = FleetReading.ServiceRole(section, region, required: false);
        var vpc = OwnOrHomes(section, "vpc", home?.Vpc, FleetNetworkReading.Vpc);
        var proxy = OwnOrHomes(section, "proxy", home?.Proxy, FleetNetworkReading.Proxy);
        section.NoOthers();

        if (!section.Has("scaling") && scaling?.MaxCapacity < capacity)
        {
            section.Fault("capacity", $"{section.Name("capacity")} is {capacity}, more than the maxCapacity of the recipe's scaling (at most {scaling.MaxCapacity}, a scaling of its own, or scaling: none)");
        }

        if (section.Has("vpc") && vpc is not null && proxy is not null)
        {
            section.Fault("vpc", $"{section.Name("vpc")} and a proxy do not go together (CodeBuild takes one of the two; proxy: none leaves the recipe's out)");
        }

        return home is null ? null : home with
        {
            Name = name ?? home.Name,
            Capacity = (int)capacity,
            Scaling = scaling,
            Overflow = overflow ?? home.Overflow,
            ServiceRole = role ?? home.ServiceRole,
            Vpc = vpc,
            Proxy = proxy,
        };
    }

    /// <summary>The region's own, nothing where it says <c>none</c>, the recipe's where it says nothing.</summary>
    private static T? OwnOrHomes<T>(Section section, string key, T? homes, Func<Section, T?> read)
        where T : class
    {
        if (section.IsText(key))
        {
            section.Text(key, Rules.None);
            return null;
        }

        if (section.Child(key) is { } own)
        {
            return read(own);
        }

        return section.Has(key) ? null : homes;
    }
}
