namespace Fleetyard.Recipes.Tests;

/// <summary>One for each rule of a recipe.</summary>
internal static class FaultySamples
{
    public static IEnumerable<FaultySample> All()
    {
        yield return new("name: sample\ndescription", "name: a b\ndescription", "1:7: name is 'a b' (letters, digits, '.', '_' and '-', at most 100)");
        yield return new("name: sample\ndescription", "description", "1:1: name is missing (letters, digits, '.', '_' and '-', at most 100)");
        yield return new("description: A sample", "descripton: A sample", "2:1: 'descripton' is not a key of a recipe; the nearest is 'description' (name, description, region, source, instance, dependencies, environment, nix, ami, fleet, regions, verify)");
        yield return new("description: A sample", "description: \"A\\u0007sample\"", "2:14: description is 'A�sample' (one line of 1 to 255 characters)");
        yield return new("description: A sample", "description: \"A\\nsample\"", "2:14: description is 'A�sample' (one line of 1 to 255 characters)");
        yield return new("region: us-west-2", "region: oregon", "3:9: region is 'oregon' (an AWS region such as us-west-2)");
        yield return new("region: us-west-2", "region: us-west-1", "3:9: region is 'us-west-1', for which no organization of CodeBuild is known; set ami.organization to its ARN (ap-northeast-1, ap-south-1, ap-southeast-1, ap-southeast-2, eu-central-1, eu-west-1, sa-east-1, us-east-1, us-east-2, us-west-2)", BySchema: false);
        yield return new("provider: debian", "provider: debain", "5:13: source.provider is 'debain' (amazon, canonical, redhat, debian)");
        yield return new("provider: debian", "provider: debian\n  owner: \"136693071363\"", "5:13: source names a provider with a release, an owner with a namePattern, or an imageId with owners (one of the three)");
        yield return new("  release: \"13\"\n", "", "5:3: source.release is missing (a release such as 13, 24.04, al2023 or 9)");
        yield return new("provider: debian\n  release: \"13\"", "owner: \"136693071363\"", "5:3: source.namePattern is missing (an AMI name with the wildcards * and ?)");
        yield return new("provider: debian\n  release: \"13\"", "owner: everyone\n  namePattern: debian-*", "5:10: source.owner is 'everyone' (a 12-digit account id, amazon, aws-marketplace or self)");
        yield return new("architecture: x86_64", "architecture: amd64", "7:17: source.architecture is 'amd64' (x86_64, arm64)");
        yield return new("architecture: x86_64\ninstance:\n  type: c7i.large", "architecture: x86_64\ninstance:\n  type: c7g.large", "9:9: instance.type is 'c7g.large' (it does not have the source's architecture; an x86_64 type)", BySchema: false);
        yield return new("  type: c7i.large\n", "  type: large\n", "9:9: instance.type is 'large' (an EC2 instance type such as c7i.large)");
        yield return new("sizeGiB: 30", "sizeGiB: 0", "11:14: instance.volume.sizeGiB is '0' (a whole number from 1 to 65536)");
        yield return new("sizeGiB: 30", "sizeGiB: big", "11:14: instance.volume.sizeGiB is 'big' (a whole number from 1 to 65536)");
        yield return new("type: gp3", "type: gp9", "12:11: instance.volume.type is 'gp9' (gp2, gp3, io1, io2, standard)");
        yield return new("  profile: builder\n", "", "9:3: instance.profile is missing (the name of an instance profile)");
        yield return new("  subnet: subnet-0123456789abcdef0", "  subnet: net-1", "14:11: instance.subnet is 'net-1' (a subnet id such as subnet-0123456789abcdef0)");
        yield return new("  securityGroups: [sg-0123456789abcdef0]\n  remote", "  securityGroups: [sg-00000001, sg-00000002, sg-00000003, sg-00000004, sg-00000005, sg-00000006]\n  remote", "15:19: instance.securityGroups has 6 items (0 to 5)");
        yield return new("remote: ssm", "remote: telnet", "16:11: instance.remote is 'telnet' (ssm, ssh, ec2-instance-connect)");
        yield return new("remote: ssm", "ssmAgent: {version: 3.3.2299.0, sha256: abc}", "16:43: instance.ssmAgent.sha256 is 'abc' (a SHA-256 of 64 lower-case hexadecimal digits)");
        yield return new("update: true", "update: yes", "18:11: dependencies.update is 'yes' (true or false)");
        yield return new("packages: [kmod, curl]", "packages: kmod", "19:13: dependencies.packages is not a list (a list; each item the name of a distribution package)");
        yield return new("packages: [kmod, curl]", "packages: [kmod, \"curl; rm -rf /\"]", "19:20: dependencies.packages holds 'curl; rm -rf /' (the name of a distribution package)");
        yield return new("packages: [kmod, curl]", "packages: [--allow-downgrades]", "19:14: dependencies.packages holds '--allow-downgrades' (the name of a distribution package)");
        yield return new("packages: [kmod, curl]", "scripts: [../scripts/clean-up.sh]", "19:13: dependencies.scripts holds '../scripts/clean-up.sh' (the name of a .sh file in recipes/scripts, without a folder)");
        yield return new("packages: [kmod, curl]", "scripts: [not-there.sh]", "19:13: dependencies.scripts holds 'not-there.sh' (recipes/scripts has no such file; it holds audit.sh, clean-up.sh, close.sh, configure-nix.sh, install-deps.sh, install-nix.sh, reduce-store.sh, verify-nix.sh)", BySchema: false);
        yield return new("from: official", "from: source", "21:9: nix.from is 'source' (distribution, official)");
        yield return new("from: official", "from: distribution", "22:12: nix.version and nix.sha256 pin an official release (leave them out with from: distribution)");
        yield return new("  version: 2.31.1\n", "", "21:3: nix.version is missing (a version such as 2.31.1)");
        yield return new("x86_64: 75f18f5d", "x86_64: 5f18f5d", "24:13: nix.sha256.x86_64 is '5f18f5d567bb8c7b5d62155f8c852e62ffac0c81acda02f52b998281e360…' (a SHA-256 of 64 lower-case hexadecimal digits)");
        yield return new("    x86_64: 75f18f5d", "    arm64: 75f18f5d", "24:5: nix.sha256.x86_64 is missing (a SHA-256 of 64 lower-case hexadecimal digits)", BySchema: false);
        yield return new("url: https://cache.nixos.org", "url: http://cache.nixos.org", "27:12: nix.substituters[0].url is 'http://cache.nixos.org' (an https address without a query, or an s3 address with region, endpoint and profile at most)");
        yield return new("[\"cache.nixos.org-1:6NCHdD59X431o0gWypbMrAURkbJ16ZPMQFGspcDShjY=\"]", "[cache.nixos.org-1]", "28:20: nix.substituters[0].publicKeys holds 'cache.nixos.org-1' (a Nix public key, name:base64)");
        yield return new("[\"cache.nixos.org-1:6NCHdD59X431o0gWypbMrAURkbJ16ZPMQFGspcDShjY=\"]", "[]", "28:19: nix.substituters[0].publicKeys has 0 items (1 to 10)");
        yield return new("minFree: 1GiB", "minFree: 1 GB", "29:12: nix.minFree is '1 GB' (bytes, or a number with MiB, GiB or TiB)");
        yield return new("minFree: 1GiB", "minFree: 6GiB", "30:12: nix.maxFree is less than nix.minFree (at least as much)", BySchema: false);
        yield return new("cores: 2", "require-sigs: false", "32:5: nix.settings has the key 'require-sigs' (leave it out: signatures are always checked, by the publicKeys of nix.substituters)");
        yield return new("cores: 2", "cores: \"2\\nrequire-sigs = false\"", "32:12: nix.settings.cores is '2�require-sigs = false' (one line of 1 to 255 characters)");
        yield return new("sample-{date}", "sample-{day}", "34:9: ami.name is 'sample-{day}' (3 to 128 of the letters, digits and ()[] ./-'@_ with the placeholders {date}, {commit} and {fingerprint})");
        yield return new("sample-{date}", "ab", "34:9: ami.name is 'ab' (3 to 128 of the letters, digits and ()[] ./-'@_ with the placeholders {date}, {commit} and {fingerprint})");
        yield return new("description: An AMI", "organization: o-1", "35:17: ami.organization is 'o-1' (an organization's ARN)");
        yield return new("tags:\n    team: tls\nfleet", "tags:\n    aws:team: tls\nfleet", "37:5: ami.tags has the key 'aws:team' (1 to 127 letters, digits, spaces and _.:/=+-@, not beginning with aws: or fleetyard:)");
        yield return new("tags:\n    team: tls\nfleet", "tags:\n    fleetyard:run: tls\nfleet", "37:5: ami.tags has the key 'fleetyard:run' (1 to 127 letters, digits, spaces and _.:/=+-@, not beginning with aws: or fleetyard:)");
        yield return new("fleet:\n  name: sample", "fleet:\n  name: -sample", "39:9: fleet.name is '-sample' (2 to 128 letters, digits, '-' and '_', the first a letter or digit)");
        yield return new("compute:\n    instanceType: c7i.large", "compute: BUILD_GENERAL1_HUGE", "40:12: fleet.compute is 'BUILD_GENERAL1_HUGE' (BUILD_GENERAL1_SMALL, _MEDIUM, _LARGE, _XLARGE or _2XLARGE, or a mapping)");
        yield return new("compute:\n    instanceType: c7i.large", "compute: {instanceType: c7i.large, vCpu: 4}", "40:27: fleet.compute names an instanceType, or vCpu, memoryGiB and machineType (one of the two)");
        yield return new("compute:\n    instanceType: c7i.large", "compute: {diskGiB: 100}", "40:12: fleet.compute names an instanceType, or vCpu, memoryGiB and machineType (one of the two)");
        yield return new("instanceType: c7i.large", "instanceType: a1.large", "41:19: fleet.compute.instanceType is 'a1.large' (it does not have the source's architecture; an x86_64 type)", BySchema: false);
        yield return new("capacity: 1", "capacity: 0", "42:13: fleet.capacity is '0' (a whole number from 1 to 1000)");
        yield return new("maxCapacity: 3", "maxCapacity: 0", "44:18: fleet.scaling.maxCapacity is '0' (a whole number from 1 to 1000)");
        yield return new("capacity: 1", "capacity: 4", "44:18: fleet.scaling.maxCapacity is 3, less than the capacity (at least 4)", BySchema: false);
        yield return new("targetUtilization: 70", "targetUtilization: 101", "45:24: fleet.scaling.targetUtilization is '101' (a whole number from 1 to 100)");
        yield return new("overflow: queue", "overflow: drop", "46:13: fleet.overflow is 'drop' (queue, on-demand)");
        yield return new("role/fleet", "user/fleet", "47:16: fleet.serviceRole is 'arn:aws:iam::111122223333:user/fleet' (a role's ARN such as arn:aws:iam::111122223333:role/fleet)");
        yield return new("  serviceRole: arn:aws:iam::111122223333:role/fleet\n", "", "39:3: fleet.serviceRole is missing (a role's ARN such as arn:aws:iam::111122223333:role/fleet)");
        yield return new("id: vpc-0123456789abcdef0", "id: vpc", "49:9: fleet.vpc.id is 'vpc' (a VPC id such as vpc-0123456789abcdef0)");
        yield return new("    subnets: [subnet-0123456789abcdef0]\n", "    subnets: []\n", "50:14: fleet.vpc.subnets has 0 items (1 to 16)");
        yield return new("overflow: queue", "proxy: {default: DENY_ALL}", "46:10: fleet has both a vpc and a proxy (CodeBuild takes one of the two)");
        yield return new("overflow: queue", "capacity: 2", "46:3: 'capacity' stands twice; the first is in line 42 (each key once)", BySchema: false);
        yield return new("needs: kernel", "needs: root", "57:12: verify[1].needs is 'root' (kernel)");
        yield return new("  - git --version", "  - [git]", "55:5: verify[0] is not a text or a mapping (a command, or a mapping with run)");
        foreach (var sample in Commands().Concat(Signatures()).Concat(Kinds()).Concat(Machines())
            .Concat(SourceFaults.All()).Concat(InstanceFaults.All()).Concat(VolumeFaults.All()).Concat(RemoteFaults.All()).Concat(EnvironmentFaults.All()).Concat(AmiFaults.All()).Concat(FleetFaults.All()).Concat(RegionFaults.All()))
        {
            yield return sample;
        }

        yield return new("verify:", "verify: {", "55:3: this is not YAML: While parsing a node, did not find expected node content.", BySchema: false);
    }

    private static IEnumerable<FaultySample> Commands()
    {
        const string allowed = "(a command of 1 to 4096 characters, without control characters)";
        yield return new("  - git --version", "  - \"git\\u001b --version\"", $"55:5: verify[0] is 'git� --version' {allowed}");
        yield return new("  - git --version", "  - \"\"", $"55:5: verify[0] is '' {allowed}");
        yield return new("  - git --version", "  - \" \\n \"", $"55:5: verify[0] is ' � ' {allowed}");
        yield return new("  - git --version", "  - " + new string('x', 4097), $"55:5: verify[0] is '{new string('x', 60)}…' {allowed}");
        yield return new("run: modprobe tls", "run: \" \"", $"56:10: verify[1].run is ' ' {allowed}");
        yield return new("  - git --version\n  - run: modprobe tls\n    needs: kernel", "  git", "55:3: verify is not a list (a list; each item a command, or a mapping with run)");
        yield return new("packages: [kmod, curl]", "scripts: [cleanup.sh]", "19:13: dependencies.scripts holds 'cleanup.sh' (recipes/scripts has no such file; the nearest is 'clean-up.sh')", BySchema: false);
        yield return new("remote: ssm", "x-y: 1", "16:3: 'x-y' is not a key of instance (type, types, market, spot, subnet, subnets, availabilityZones, securityGroups, host, capacityReservation, publicIp, ipv6, volume, extraVolumes, userData, remote, ssh, profile, ssmAgent)");
    }

    private static IEnumerable<FaultySample> Signatures()
    {
        const string address = "(an https address without a query, or an s3 address with region, endpoint and profile at most)";
        foreach (var url in new[] { "https://evil.example/?trusted=true", "https://evil.example/?%74rusted=true", "https://evil.example/#trusted=true", "s3://bucket?trusted=true", "s3://bucket?region=eu-west-1&trusted=1" })
        {
            yield return new("url: https://cache.nixos.org", $"url: {url}", $"27:12: nix.substituters[0].url is '{url}' {address}");
        }

        foreach (var setting in new[] { "binary-caches", "extra-binary-caches", "binary-cache-public-keys", "extra-substituters", "trusted-substituters", "extra-trusted-substituters", "trusted-public-keys", "extra-trusted-public-keys", "store", "accept-flake-config" })
        {
            yield return new("cores: 2", $"{setting}: x", $"32:5: nix.settings has the key '{setting}' (use nix.substituters, each with url and publicKeys)");
        }

        yield return new("cores: 2", "extra-experimental-features: x", "32:5: nix.settings has the key 'extra-experimental-features' (use nix.features)");
        yield return new("cores: 2", "trusted-users: x", "32:5: nix.settings has the key 'trusted-users' (leave it out: on the instance root alone builds and is trusted)");
        yield return new("cores: 2", "include: x", "32:5: nix.settings has the key 'include' (leave it out: a recipe's settings stand in the recipe itself, in nix.settings)");
        yield return new("cores: 2", "\"!include\": x", "32:5: nix.settings has the key '!include' (leave it out: a recipe's settings stand in the recipe itself, in nix.settings)");
        yield return new("features: [nix-command]", "features: []", "25:13: nix.features lacks nix-command, without which the instance's check of Nix fails (nix-command and any others)");
        yield return new("features: [nix-command]", "features: [flakes]", "25:13: nix.features lacks nix-command, without which the instance's check of Nix fails (nix-command and any others)", BySchema: false);
    }

    private static IEnumerable<FaultySample> Kinds()
    {
        yield return new("minFree: 1GiB", "minFree: ١GiB", "29:12: nix.minFree is '١GiB' (bytes, or a number with MiB, GiB or TiB)");
        yield return new("  profile: builder\n", "  profile: Erbauer-für-alles\n", "13:12: instance.profile is 'Erbauer-für-alles' (the name of an instance profile)");
        yield return new("update: true", "update: \"true\"", "18:11: dependencies.update is the text 'true'; leave out its quotes or tag (true or false)");
        yield return new("capacity: 1", "capacity: \"1\"", "42:13: fleet.capacity is the text '1'; leave out its quotes or tag (a whole number from 1 to 1000)");
        yield return new("capacity: 1", "capacity: !!str 1", "42:13: fleet.capacity is the text '1'; leave out its quotes or tag (a whole number from 1 to 1000)");
        yield return new("name: sample\ndescription", "name: !ruby/object:Foo sample\ndescription", "1:7: the tag '!ruby/object:Foo' does not belong here (none, or YAML's own for such a value)", BySchema: false);
        yield return new("name: sample\ndescription", "name: 1e5\ndescription", "1:7: name is a number of YAML; quote it: '1e5' (letters, digits, '.', '_' and '-', at most 100)");
        yield return new("description: A sample", "description: null", "2:14: description is a null of YAML; quote it: 'null' (one line of 1 to 255 characters)");
        yield return new("  - git --version", "  - true", "55:5: verify[0] is a boolean of YAML; quote it: 'true' (a command of 1 to 4096 characters, without control characters)");
        yield return new("description: A sample", "description: &d A sample", "2:14: anchors and aliases are not allowed here (write the value out)", BySchema: false);
        yield return new("description: A sample", "? [a]\n: b", "2:3: a key is a list or a mapping (a text)", BySchema: false);
    }

    private static IEnumerable<FaultySample> Machines()
    {
        foreach (var type in new[] { "zz9.plural", "c7i.0xlarge", "c7i.metal-24", "c7i.2large", "c.large" })
        {
            yield return new("  type: c7i.large\n", $"  type: {type}\n", $"9:9: instance.type is '{type}' (an EC2 instance type such as c7i.large)");
        }

        foreach (var (provider, release) in new[] { ("redhat", "9"), ("amazon", "al2023") })
        {
            yield return new(
                Sample.Text[Sample.Text.IndexOf("provider:", StringComparison.Ordinal)..Sample.Text.IndexOf("  features:", StringComparison.Ordinal)],
                Sample.Text[Sample.Text.IndexOf("provider:", StringComparison.Ordinal)..Sample.Text.IndexOf("  from:", StringComparison.Ordinal)]
                    .Replace("provider: debian\n  release: \"13\"", $"provider: {provider}\n  release: \"{release}\"", StringComparison.Ordinal) + "  from: distribution\n",
                "21:9: nix.from is 'distribution', but of the providers only debian and canonical have a package of Nix (official)");
        }
    }
}
