using Fleetyard.Yaml;

namespace Fleetyard.Recipes.Reading;

/// <summary>Reads a recipe's <c>regions</c>: where the AMI is copied to, and the fleets there.</summary>
internal sealed class RegionsReading(string? home, FleetSettings? fleet, bool encrypted)
{
    public IReadOnlyList<OtherRegion> Read(Section root)
    {
        var regions = new List<OtherRegion>();
        foreach (var (name, section) in root.Sections("regions", Name, "what the region has of its own, of kmsKey, organization and fleet; {} for nothing", most: 15))
        {
            var rules = new RegionRules(name);
            var organization = Organization(section, rules);
            var key = section.Text("kmsKey", rules.KmsKey);
            var own = new RegionFleetReading(fleet, rules).Read(section);
            section.NoOthers();

            if (encrypted && !section.Has("kmsKey"))
            {
                section.Fault("kmsKey", $"{section.Name("kmsKey")} is missing: a copy of the recipe's encrypted AMI needs a key of {name}, for under the AWS-managed one it could not be shared ({rules.KmsKey.Allowed})");
            }

            if (organization is not null && own is not null)
            {
                regions.Add(new OtherRegion { Region = name, OrganizationArn = organization, KmsKey = key, Fleet = own });
            }
        }

        return regions;
    }

    private Rule Name => Rules.Region with
    {
        Accepts = name => Rules.Region.Accepts(name) && WhyNot(name) is null,
        Reason = name => Rules.Region.Accepts(name) ? WhyNot(name) : null,
    };

    private string? WhyNot(string name)
    {
        if (name == home)
        {
            return "the recipe's own region; regions are those beside it";
        }

        return home is not null && Partition.Of(name) != Partition.Of(home)
            ? $"of the partition {Partition.Of(name)}, to which no AMI can be copied from {Partition.Of(home)}"
            : null;
    }

    private static string? Organization(Section section, RegionRules rules)
    {
        var organization = section.Text("organization", rules.Organization);
        if (section.Has("organization") || CodeBuildOrganizations.Arns.TryGetValue(rules.Region!, out organization))
        {
            return organization;
        }

        section.Fault("organization", $"{section.Name("organization")} is missing: no organization of CodeBuild is known there; set it to the ARN ({string.Join(", ", CodeBuildOrganizations.Arns.Keys)})");
        return null;
    }
}
