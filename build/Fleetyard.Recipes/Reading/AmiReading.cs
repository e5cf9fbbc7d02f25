using Fleetyard.Yaml;

namespace Fleetyard.Recipes.Reading;

/// <summary>Reads a recipe's <c>ami</c> section.</summary>
internal sealed class AmiReading(RegionRules region)
{
    public AmiSettings? Read(Section root, Section? section)
    {
        if (section is null)
        {
            return null;
        }

        var name = section.Text("name", Rules.AmiName, required: true);
        var description = section.Text("description", Rule.OneLine);
        var organization = section.Text("organization", region.Organization);
        var tags = section.Map("tags", Rules.TagKey, Rules.TagValue, most: 40);
        var snapshotTags = section.Map("snapshotTags", Rules.TagKey, Rules.TagValue, most: 40);
        var key = section.Text("kmsKey", region.KmsKey);
        var deprecateAfter = section.Number("deprecateAfterDays", 1, 3650);
        var protection = section.Flag("deregistrationProtection");
        var permissions = Permissions(section.Child("permissions"));
        var keep = section.Number("keep", 1, 100);
        var allow = section.Distinct("allow", Rules.AllowedPath);
        section.NoOthers();

        if (organization is null && !section.Has("organization") && region.Region is { } own && !CodeBuildOrganizations.Arns.TryGetValue(own, out organization))
        {
            root.Fault("region", $"region is '{own}', for which no organization of CodeBuild is known; set ami.organization to its ARN "
                + $"({string.Join(", ", CodeBuildOrganizations.Arns.Keys)})");
        }

        return name is null || organization is null ? null : new AmiSettings
        {
            Name = name,
            Description = description ?? "",
            OrganizationArn = organization,
            Tags = tags,
            SnapshotTags = snapshotTags,
            KmsKey = key,
            DeprecateAfterDays = (int?)deprecateAfter,
            DeregistrationProtection = protection ?? false,
            Permissions = permissions,
            Keep = (int?)keep,
            Allow = allow,
        };
    }

    private AmiPermissions Permissions(Section? section)
    {
        if (section is null)
        {
            return new AmiPermissions();
        }

        var accounts = section.Distinct("accounts", Rules.Account);
        var organizations = section.Distinct("organizations", region.Organization);
        var units = section.Distinct("organizationalUnits", region.OrganizationalUnit);
        section.NoOthers();
        return new AmiPermissions { Accounts = accounts, OrganizationArns = organizations, OrganizationalUnitArns = units };
    }
}
