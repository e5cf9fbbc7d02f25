namespace Fleetyard.Recipes.Tests;

/// <summary>Further regions that the AMI or the fleet cannot be in.</summary>
internal static class RegionFaults
{
    private const string Verify = "verify:\n";
    private const string Known = "ap-northeast-1, ap-south-1, ap-southeast-1, ap-southeast-2, eu-central-1, eu-west-1, sa-east-1, us-east-1, us-east-2, us-west-2";
    private const string Vpc = "fleet: {vpc: none}";

    public static IEnumerable<FaultySample> All() => Names().Concat(Keys()).Concat(Fleets());

    private static IEnumerable<FaultySample> Names()
    {
        yield return new(Verify, "regions: [us-east-1]\n" + Verify, "54:10: regions is not a mapping (keys with mappings; each key an AWS region such as us-west-2)");
        yield return new(Verify, "regions:\n  us-east-1:\n" + Verify, "55:13: regions.us-east-1 is not a mapping (what the region has of its own, of kmsKey, organization and fleet; {} for nothing)");
        yield return new(Verify, $"regions:\n  virginia: {{{Vpc}}}\n" + Verify, "55:3: regions has the key 'virginia' (an AWS region such as us-west-2)");
        yield return new(Verify, $"regions:\n  us-west-2: {{{Vpc}}}\n" + Verify, "55:3: regions has the key 'us-west-2' (the recipe's own region; regions are those beside it)", BySchema: false);
        yield return new(Verify, $"regions:\n  cn-north-1: {{{Vpc}}}\n" + Verify, "55:3: regions has the key 'cn-north-1' (of the partition aws-cn, to which no AMI can be copied from aws)", BySchema: false);
        yield return new(Verify, $"regions:\n  us-east-1: {{{Vpc}}}\n  us-east-1: {{{Vpc}}}\n" + Verify, "56:3: 'us-east-1' stands twice; the first is in line 55 (each key once)", BySchema: false);
        yield return new(Verify, $"regions:\n  us-east-1: {{{Vpc}, capacity: 2}}\n" + Verify, "55:35: 'capacity' is not a key of regions.us-east-1 (organization, kmsKey, fleet)");
        yield return new(Verify, $"regions:\n  af-south-1: {{{Vpc}}}\n" + Verify, $"55:15: regions.af-south-1.organization is missing: no organization of CodeBuild is known there; set it to the ARN ({Known})", BySchema: false);
        yield return new(Verify, $"regions:\n  af-south-1: {{{Vpc}, organization: o-1}}\n" + Verify, "55:50: regions.af-south-1.organization is 'o-1' (an organization's ARN)");
        yield return new(Verify, $"regions: {{{string.Join(", ", Enumerable.Range(0, 16).Select(i => $"eu-{(char)('a' + i)}-1: {{{Vpc}, organization: \"arn:aws:organizations::123456789012:organization/o-abcdefghij\"}}"))}}}\n" + Verify, "54:10: regions has 16 entries (at most 15)");
    }

    private static IEnumerable<FaultySample> Keys()
    {
        yield return new(Verify, $"regions:\n  us-east-1: {{{Vpc}, kmsKey: key}}\n" + Verify, "55:43: regions.us-east-1.kmsKey is 'key' (a KMS key's id or ARN, or an alias or its ARN such as alias/fleet)");
        yield return new(Verify, $"regions:\n  us-east-1: {{{Vpc}, kmsKey: \"arn:aws:kms:us-west-2:123456789012:alias/fleet\"}}\n" + Verify,
            "55:43: regions.us-east-1.kmsKey is 'arn:aws:kms:us-west-2:123456789012:alias/fleet' (a key of us-west-2, but snapshots in us-east-1 are encrypted by a key of us-east-1)", BySchema: false);
        foreach (var (piece, instead) in new[]
        {
            ("  description: An AMI\n", "  kmsKey: alias/fleet\n"),
            ("    sizeGiB: 30\n", "    kmsKey: alias/fleet\n"),
            ("  remote: ssm\n", "  extraVolumes: [{device: /dev/sdf, sizeGiB: 10, kmsKey: alias/fleet}]\n"),
        })
        {
            var text = Sample.Between(piece, Verify);
            yield return new(text + Verify, text.Replace(piece, instead, StringComparison.Ordinal) + $"regions:\n  us-east-1: {{{Vpc}}}\n" + Verify,
                "55:14: regions.us-east-1.kmsKey is missing: a copy of the recipe's encrypted AMI needs a key of us-east-1, for under the AWS-managed one it could not be shared "
                + "(a KMS key's id or ARN, or an alias or its ARN such as alias/fleet)", BySchema: false);
        }
    }

    private static IEnumerable<FaultySample> Fleets()
    {
        const string vpc = "vpc: {id: vpc-00000001, subnets: [subnet-00000001], securityGroups: [sg-00000001]}";
        yield return new(Verify, "regions:\n  us-east-1: {}\n" + Verify, "55:14: regions.us-east-1.fleet.vpc is missing: the recipe's vpc-0123456789abcdef0 is of its own region (a vpc of us-east-1, or none)", BySchema: false);
        yield return new(Verify, "regions:\n  us-east-1: {fleet: {capacity: 2}}\n" + Verify, "55:22: regions.us-east-1.fleet.vpc is missing: the recipe's vpc-0123456789abcdef0 is of its own region (a vpc of us-east-1, or none)", BySchema: false);
        yield return new(Verify, "regions:\n  us-east-1: {fleet: {vpc: default}}\n" + Verify, "55:28: regions.us-east-1.fleet.vpc is 'default' (a mapping, or none)");
        yield return new(Verify, "regions:\n  us-east-1: {fleet: {vpc: [none]}}\n" + Verify, "55:28: regions.us-east-1.fleet.vpc is not a mapping (keys with values)");
        yield return new(Verify, $"regions:\n  us-east-1: {{fleet: {{{vpc}, proxy: {{default: DENY_ALL}}}}}}\n" + Verify, "55:28: regions.us-east-1.fleet.vpc and a proxy do not go together (CodeBuild takes one of the two; proxy: none leaves the recipe's out)");
        yield return new(Verify, "regions:\n  us-east-1: {fleet: {vpc: none, capacity: 4}}\n" + Verify,
            "55:44: regions.us-east-1.fleet.capacity is 4, more than the maxCapacity of the recipe's scaling (at most 3, a scaling of its own, or scaling: none)", BySchema: false);
        yield return new(Verify, "regions:\n  us-east-1: {fleet: {vpc: none, capacity: 4, scaling: {maxCapacity: 3, targetUtilization: 70}}}\n" + Verify,
            "55:70: regions.us-east-1.fleet.scaling.maxCapacity is 3, less than the capacity (at least 4)", BySchema: false);
        yield return new(Verify, "regions:\n  us-east-1: {fleet: {vpc: none, name: -x}}\n" + Verify, "55:40: regions.us-east-1.fleet.name is '-x' (2 to 128 letters, digits, '-' and '_', the first a letter or digit)");
        yield return new(Verify, "regions:\n  us-east-1: {fleet: {vpc: none, overflow: drop}}\n" + Verify, "55:44: regions.us-east-1.fleet.overflow is 'drop' (queue, on-demand)");
        yield return new(Verify, "regions:\n  us-east-1: {fleet: {vpc: none, serviceRole: \"arn:aws-cn:iam::123456789012:role/fleet\"}}\n" + Verify,
            "55:47: regions.us-east-1.fleet.serviceRole is 'arn:aws-cn:iam::123456789012:role/fleet' (us-east-1 is in the partition aws; an ARN that begins with arn:aws:)", BySchema: false);
        yield return new(Verify, "regions:\n  us-east-1: {fleet: {vpc: none, compute: BUILD_GENERAL1_SMALL}}\n" + Verify,
            "55:34: 'compute' is not a key of regions.us-east-1.fleet (name, capacity, scaling, overflow, serviceRole, vpc, proxy)");
    }
}
