namespace Fleetyard.Recipes.Tests;

/// <summary>Recipes with one fault: what is replaced, by what, where the reader points and how its message begins.</summary>
/// <param name="Piece">A piece of the sample.</param>
/// <param name="Instead">What stands there instead.</param>
/// <param name="Fault">The fault as it is printed, without the file.</param>
/// <param name="BySchema">Whether the schema can see it too.</param>
internal sealed record FaultySample(string Piece, string Instead, string Fault, bool BySchema = true)
{
    public override string ToString() => Instead.Length > 70 ? Instead[..70] : Instead;
}

internal static class FaultySamples
{
    public static IEnumerable<FaultySample> All()
    {
        yield return new("name: sample\ndescription", "name: a b\ndescription", "?");
        yield return new("name: sample\ndescription", "description", "?");
        yield return new("description: A sample", "descripton: A sample", "?");
        yield return new("description: A sample", "description: \"A\\u0007sample\"", "?");
        yield return new("description: A sample", "description: \"A\\nsample\"", "?");
        yield return new("region: us-west-2", "region: oregon", "?");
        yield return new("region: us-west-2", "region: us-west-1", "?", BySchema: false);
        yield return new("provider: debian", "provider: debain", "?");
        yield return new("provider: debian", "provider: debian\n  owner: \"136693071363\"", "?");
        yield return new("  release: \"13\"\n", "", "?");
        yield return new("provider: debian\n  release: \"13\"", "owner: \"136693071363\"", "?");
        yield return new("provider: debian\n  release: \"13\"", "owner: everyone\n  namePattern: debian-*", "?");
        yield return new("architecture: x86_64", "architecture: amd64", "?");
        yield return new("architecture: x86_64\ninstance:\n  type: c7i.large", "architecture: x86_64\ninstance:\n  type: c7g.large", "?", BySchema: false);
        yield return new("  type: c7i.large\n", "  type: large\n", "?");
        yield return new("sizeGiB: 30", "sizeGiB: 0", "?");
        yield return new("sizeGiB: 30", "sizeGiB: big", "?");
        yield return new("type: gp3", "type: gp9", "?");
        yield return new("  profile: builder\n", "", "?");
        yield return new("  subnet: subnet-0123456789abcdef0", "  subnet: net-1", "?");
        yield return new("  securityGroups: [sg-0123456789abcdef0]\n  remote", "  securityGroups: [sg-00000001, sg-00000002, sg-00000003, sg-00000004, sg-00000005, sg-00000006]\n  remote", "?");
        yield return new("remote: ssm", "remote: ssh", "?");
        yield return new("remote: ssm", "ssmAgent: {version: 3.3.2299.0, sha256: abc}", "?");
        yield return new("update: true", "update: yes", "?");
        yield return new("packages: [kmod, curl]", "packages: kmod", "?");
        yield return new("packages: [kmod, curl]", "packages: [kmod, \"curl; rm -rf /\"]", "?");
        yield return new("packages: [kmod, curl]", "packages: [--allow-downgrades]", "?");
        yield return new("packages: [kmod, curl]", "scripts: [../scripts/clean-up.sh]", "?");
        yield return new("packages: [kmod, curl]", "scripts: [not-there.sh]", "?", BySchema: false);
        yield return new("from: official", "from: source", "?");
        yield return new("from: official", "from: distribution", "?");
        yield return new("  version: 2.31.1\n", "", "?");
        yield return new("x86_64: 75f18f5d", "x86_64: 5f18f5d", "?");
        yield return new("    x86_64: 75f18f5d", "    arm64: 75f18f5d", "?", BySchema: false);
        yield return new("url: https://cache.nixos.org", "url: http://cache.nixos.org", "?");
        yield return new("[\"cache.nixos.org-1:6NCHdD59X431o0gWypbMrAURkbJ16ZPMQFGspcDShjY=\"]", "[cache.nixos.org-1]", "?");
        yield return new("[\"cache.nixos.org-1:6NCHdD59X431o0gWypbMrAURkbJ16ZPMQFGspcDShjY=\"]", "[]", "?");
        yield return new("minFree: 1GiB", "minFree: 1 GB", "?");
        yield return new("minFree: 1GiB", "minFree: 6GiB", "?", BySchema: false);
        yield return new("cores: 2", "require-sigs: false", "?");
        yield return new("cores: 2", "cores: \"2\\nrequire-sigs = false\"", "?");
        yield return new("sample-{date}", "sample-{day}", "?");
        yield return new("sample-{date}", "ab", "?");
        yield return new("description: An AMI", "organization: o-1", "?");
        yield return new("tags:\n    team: tls\nfleet", "tags:\n    aws:team: tls\nfleet", "?");
        yield return new("tags:\n    team: tls\nfleet", "tags:\n    fleetyard:run: tls\nfleet", "?");
        yield return new("fleet:\n  name: sample", "fleet:\n  name: -sample", "?");
        yield return new("compute:\n    instanceType: c7i.large", "compute: BUILD_GENERAL1_HUGE", "?");
        yield return new("compute:\n    instanceType: c7i.large", "compute: {instanceType: c7i.large, vCpu: 4}", "?");
        yield return new("compute:\n    instanceType: c7i.large", "compute: {diskGiB: 100}", "?");
        yield return new("instanceType: c7i.large", "instanceType: a1.large", "?", BySchema: false);
        yield return new("capacity: 1", "capacity: 0", "?");
        yield return new("maxCapacity: 3", "maxCapacity: 0", "?");
        yield return new("capacity: 1", "capacity: 4", "?", BySchema: false);
        yield return new("targetUtilization: 70", "targetUtilization: 101", "?");
        yield return new("overflow: queue", "overflow: drop", "?");
        yield return new("role/fleet", "user/fleet", "?");
        yield return new("  serviceRole: arn:aws:iam::111122223333:role/fleet\n", "", "?");
        yield return new("id: vpc-0123456789abcdef0", "id: vpc", "?");
        yield return new("    subnets: [subnet-0123456789abcdef0]\n", "    subnets: []\n", "?");
        yield return new("overflow: queue", "proxy: {default: DENY_ALL}", "?");
        yield return new("overflow: queue", "capacity: 2", "?", BySchema: false);
        yield return new("needs: kernel", "needs: root", "?");
        yield return new("  - git --version", "  - [git]", "?");
        yield return new("verify:", "verify: {", "?", BySchema: false);
    }
}
