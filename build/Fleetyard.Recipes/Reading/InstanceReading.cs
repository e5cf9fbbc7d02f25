using Fleetyard.Yaml;

namespace Fleetyard.Recipes.Reading;

/// <summary>Reads a recipe's <c>instance</c> section.</summary>
internal sealed class InstanceReading(AmiSource? source, RegionRules region, ScriptFolder scripts)
{
    private static readonly Dictionary<string, InstanceMarket> Markets = new() { ["on-demand"] = InstanceMarket.OnDemand, ["spot"] = InstanceMarket.Spot };

    public BuildInstance? Read(Section? section)
    {
        if (section is null)
        {
            return null;
        }

        var types = Types(section);
        var market = section.Choice("market", Markets) ?? InstanceMarket.OnDemand;
        var maxPrice = MaxPrice(section, market);
        var placement = new PlacementReading(region).Read(section, market);
        var volumes = new VolumeReading(region);
        var root = volumes.Root(section.Child("volume"));
        var extra = volumes.Extra(section);
        var userData = section.Text("userData", scripts.UserData);
        var remote = new RemoteReading(source).Read(section, placement);
        section.NoOthers();

        return types.Count == 0 ? null : new BuildInstance
        {
            Types = types,
            Market = market,
            SpotMaxPrice = maxPrice,
            Placement = placement,
            RootVolume = root,
            ExtraVolumes = extra,
            UserData = userData is null ? null : scripts.Read(userData),
            InstanceProfile = remote.Profile,
            Remote = remote.Access,
            Ssh = remote.Ssh,
            SsmAgent = remote.Agent,
        };
    }

    private IReadOnlyList<string> Types(Section section)
    {
        var rule = Rules.InstanceTypeOf(source?.Architecture);
        var type = section.Text("type", rule, required: !section.Has("types"));
        var types = section.Distinct("types", rule, least: section.Has("types") ? 1 : 0, most: 20);
        if (section.Has("type") && section.Has("types"))
        {
            section.Fault("types", "instance names both a type and types (one of the two)");
        }

        return type is null ? types : [type];
    }

    /// <remarks>Source of the least price: EC2's API reference, SpotMarketOptions, MaxPrice.</remarks>
    private static decimal? MaxPrice(Section section, InstanceMarket market)
    {
        var spot = section.Child("spot");
        var price = spot?.Amount("maxPrice", above: 0.001m, most: 1000);
        spot?.NoOthers();
        if (spot is not null && market != InstanceMarket.Spot)
        {
            section.Fault("spot", "instance.spot goes with market: spot alone (set it, or leave spot out)");
        }

        return price;
    }
}
