namespace Fleetyard.Recipes.Tests;

/// <summary>Instances that nothing reaches, or too many do.</summary>
internal static class RemoteFaults
{
    private const string Remote = "  remote: ssm";
    private const string One = "(one address as a CIDR block, such as 203.0.113.7/32 or 2001:db8::7/128)";

    public static IEnumerable<FaultySample> All() => Settings().Concat(Sessions()).Concat(From()).Concat(Addresses());

    private static IEnumerable<FaultySample> Settings()
    {
        const string user = "(the name of a Linux user such as ec2-user)";
        yield return new(Remote, "  remote: [ssh]", "16:11: instance.remote is a list (ssm, ssh, ec2-instance-connect)");
        yield return new(Remote, "  ssh: {user: admin}", "16:8: instance.ssh goes with remote: ssh or ec2-instance-connect (set it, or leave ssh out)");
        yield return new(Remote, "  remote: ssh\n  ssh: admin", "17:8: instance.ssh is not a mapping (keys with values)");
        yield return new(Remote, "  remote: ssh\n  ssh: {key: id_ed25519}", "17:9: 'key' is not a key of instance.ssh (user, through, from, address)");
        yield return new(Remote, "  remote: ssh\n  ssh: {user: \"root; reboot\"}", $"17:15: instance.ssh.user is 'root; reboot' {user}");
        yield return new(Remote, "  remote: ssh\n  ssh: {user: -oProxyCommand=x}", $"17:15: instance.ssh.user is '-oProxyCommand=x' {user}");
        yield return new(Remote, "  remote: ssh\n  ssh: {address: dns}", "17:18: instance.ssh.address is 'dns' (public, private, ipv6)");
        yield return new(Remote, $"  remote: ssh\n  ssmAgent: {{version: 3.3.2299.0, sha256: {new string('a', 64)}}}", "17:13: instance.ssmAgent goes with remote: ssm or ssh.through: session-manager (set one of them, or leave ssmAgent out)");
        yield return new("architecture: x86_64\ninstance:\n", "architecture: x86_64\ninstance:\n  ssh: {}\n", "9:8: instance.ssh goes with remote: ssh or ec2-instance-connect (set it, or leave ssh out)");
        yield return new(
            Sample.Between("  provider:", "dependencies:"),
            Sample.Between("  provider:", "dependencies:").Replace("provider: debian\n  release: \"13\"", "owner: self\n  namePattern: mine-*", StringComparison.Ordinal)
                .Replace(Remote, "  remote: ssh", StringComparison.Ordinal),
            "9:3: instance.ssh.user is missing: the source names no provider whose user is known (a Linux user name such as ec2-user)", BySchema: false);
    }

    private static IEnumerable<FaultySample> Sessions()
    {
        const string through = "  remote: ssh\n  ssh: {through: session-manager";
        yield return new(Remote, "  remote: ssh\n  ssh: {through: bastion}", "17:18: instance.ssh.through is 'bastion' (direct, session-manager)");
        yield return new(Remote, "  ssh: {through: session-manager}", "16:8: instance.ssh goes with remote: ssh or ec2-instance-connect (set it, or leave ssh out)");
        foreach (var (key, value) in new[] { ("from", "203.0.113.7/32"), ("address", "public"), ("address", "private") })
        {
            yield return new(Remote, $"{through}, {key}: {value}}}", $"17:{37 + key.Length}: instance.ssh.{key} does not go with through: session-manager, which opens no port (direct, or leave {key} out)");
        }

        yield return new(Sample.Between("  profile:", "dependencies:"), $"  subnet: subnet-0123456789abcdef0\n{through}}}\n", "9:3: instance.profile is missing (the name of an instance profile)");
    }

    private static IEnumerable<FaultySample> From()
    {
        foreach (var (from, reason) in new[]
        {
            ("0.0.0.0/0", "it opens the port to more than one address; name one, with /32"),
            ("203.0.113.0/24", "it opens the port to more than one address; name one, with /32"),
            ("2001:db8::/64", "it opens the port to more than one address; name one, with /128"),
            ("203.0.113.7", "an address without its prefix; write 203.0.113.7/32"),
            ("2001:db8::7", "an address without its prefix; write 2001:db8::7/128"),
        })
        {
            yield return new(Remote, $"  remote: ssh\n  ssh: {{from: \"{from}\"}}", $"17:15: instance.ssh.from is '{from}' ({reason})");
        }

        foreach (var from in new[] { "anywhere", "203.0.113.7/33", "203.0.113.256/32", "203.0.113.07/32", "1/32", "203.0.113.7/+32", "203.0.113.7/032/1", "2001:db8::7/129", "fe80::1%eth0/128", "::ffff:1.2.3.4/128", "/32", "" })
        {
            yield return new(Remote, $"  remote: ssh\n  ssh: {{from: \"{from}\"}}", $"17:15: instance.ssh.from is '{from}' {One}");
        }

        yield return new(Remote, "  remote: ssh\n  ssh: {from: \"1::2::3/128\", address: ipv6}\n  ipv6: true", $"17:15: instance.ssh.from is '1::2::3/128' {One}", BySchema: false);
    }

    private static IEnumerable<FaultySample> Addresses()
    {
        yield return new(Remote, "  remote: ssh\n  ssh: {address: ipv6}", "17:18: instance.ssh.address is ipv6, but the instance has no IPv6 address (set instance.ipv6 to true)");
        yield return new(Remote, "  remote: ssh\n  ipv6: false\n  ssh: {address: ipv6}", "18:18: instance.ssh.address is ipv6, but the instance has no IPv6 address (set instance.ipv6 to true)");
        yield return new(Remote, "  remote: ssh\n  publicIp: false", "17:13: instance.publicIp is false, but instance.ssh.address is public (private or ipv6, or publicIp: true)");
        yield return new(Remote, "  remote: ec2-instance-connect\n  publicIp: false\n  ssh: {address: public}", "17:13: instance.publicIp is false, but instance.ssh.address is public (private or ipv6, or publicIp: true)");
        yield return new(Remote, "  remote: ssh\n  ssh: {from: 203.0.113.7/32, address: ipv6}\n  ipv6: true", "17:15: instance.ssh.from is '203.0.113.7/32', from which nothing reaches an IPv6 address (one address of the version that instance.ssh.address has)");
        yield return new(Remote, "  remote: ssh\n  ssh: {from: \"2001:db8::7/128\"}", "17:15: instance.ssh.from is '2001:db8::7/128', from which nothing reaches an IPv4 address (one address of the version that instance.ssh.address has)");
    }
}
