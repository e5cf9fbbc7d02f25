namespace Fleetyard.Recipes.Tests;

/// <summary>Fleets that CodeBuild does not make.</summary>
internal static class FleetFaults
{
    private const string Compute = "compute:\n    instanceType: c7i.large";

    public static IEnumerable<FaultySample> All()
    {
        const string general = "(BUILD_GENERAL1_SMALL, _MEDIUM, _LARGE, _XLARGE or _2XLARGE, or a mapping)";
        yield return new(Compute, "compute: BUILD_LAMBDA_1GB", $"40:12: fleet.compute is 'BUILD_LAMBDA_1GB' {general}");
        yield return new(Compute, "compute: CUSTOM_INSTANCE_TYPE", $"40:12: fleet.compute is 'CUSTOM_INSTANCE_TYPE' {general}");
        yield return new("  " + Compute + "\n", "", $"39:3: fleet.compute is missing {general}");
        yield return new(Compute, "compute: {vCpu: 0}", "40:19: fleet.compute.vCpu is '0' (a whole number from 1 to 1024)");
        yield return new(Compute, "compute: {machineType: FAST}", "40:26: fleet.compute.machineType is 'FAST' (GENERAL or NVME)");
        yield return new(Compute, "compute: {memoryGiB: 4GiB}", "40:24: fleet.compute.memoryGiB is '4GiB' (a whole number from 1 to 32768)");
        yield return new("arn:aws:iam::111122223333:role/fleet", "arn:aws-cn:iam::123456789012:role/fleet",
            "47:16: fleet.serviceRole is 'arn:aws-cn:iam::123456789012:role/fleet' (us-west-2 is in the partition aws; an ARN that begins with arn:aws:)", BySchema: false);
        yield return new("    subnets: [subnet-0123456789abcdef0]\n", "    subnets: [subnet-00000001, subnet-00000001]\n", "50:32: fleet.vpc.subnets holds 'subnet-00000001' twice (each once)");
        foreach (var (type, entity, allowed) in new[]
        {
            ("IP", "example.com", "an IP address or a CIDR block"),
            ("IP", "10.0.0.0/33", "an IP address or a CIDR block"),
            ("DOMAIN", "10.0.0.0/8", "a domain"),
            ("DOMAIN", "https://example.com", "a domain"),
        })
        {
            yield return new(Sample.Between("  vpc:\n", "  tags:\n    team: tls\nverify"), $"  proxy:\n    default: DENY_ALL\n    rules: [{{type: {type}, effect: ALLOW, entities: [\"{entity}\"]}}]\n",
                $"50:{(type == "IP" ? 50 : 54)}: fleet.proxy.rules[0].entities holds '{entity}' ({allowed})", BySchema: type == "DOMAIN");
        }
    }
}
