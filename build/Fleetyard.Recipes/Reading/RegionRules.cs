using Fleetyard.Yaml;

namespace Fleetyard.Recipes.Reading;

/// <summary>Rules for what belongs to one region: ARNs of its partition, keys and Availability Zones of its own.</summary>
/// <param name="region">Null where the recipe's own is missing or wrong; then nothing is held against it.</param>
internal sealed class RegionRules(string? region)
{
    private const string Managed = "an AWS-managed key, under which snapshots cannot be shared with CodeBuild's organization; name a customer-managed key";

    public string? Region => region;

    public Rule Role => OfPartition(Rules.RoleArn);

    public Rule Organization => OfPartition(Rules.OrganizationArn);

    public Rule OrganizationalUnit => OfPartition(Rules.OrganizationalUnitArn);

    /// <remarks>Source: "Share encrypted AMIs" of the EC2 User Guide; a key id and a plain alias tell no region.</remarks>
    public Rule KmsKey => With(Rules.KmsKey, key => IsManaged(key) ? Managed : OtherPartition(key) ?? OtherRegion(key));

    /// <remarks>Local Zones have their own names behind the region's: <c>us-west-2-lax-1a</c>.</remarks>
    public Rule AvailabilityZone => With(Rules.AvailabilityZone, zone =>
        region is null || zone.StartsWith(region, StringComparison.Ordinal) ? null : $"not a zone of {region}; a zone such as {region}a");

    private Rule OfPartition(Rule rule) => With(rule, OtherPartition);

    /// <summary>The rule, and a reason against texts that it accepts.</summary>
    private static Rule With(Rule rule, Func<string, string?> reason) => rule with
    {
        Accepts = text => rule.Accepts(text) && reason(text) is null,
        Reason = text => rule.Accepts(text) ? reason(text) : null,
    };

    private static bool IsManaged(string key) => key.Split(':')[^1].StartsWith("alias/aws/", StringComparison.Ordinal);

    private string? OtherPartition(string arn)
    {
        if (region is null || !arn.StartsWith("arn:", StringComparison.Ordinal) || arn.Split(':')[1] == Partition.Of(region).Name)
        {
            return null;
        }

        return $"{region} is in the partition {Partition.Of(region)}; an ARN that begins with arn:{Partition.Of(region)}:";
    }

    private string? OtherRegion(string key)
    {
        if (region is null || !key.StartsWith("arn:", StringComparison.Ordinal) || key.Split(':')[3] == region)
        {
            return null;
        }

        return $"a key of {key.Split(':')[3]}, but snapshots in {region} are encrypted by a key of {region}";
    }
}
