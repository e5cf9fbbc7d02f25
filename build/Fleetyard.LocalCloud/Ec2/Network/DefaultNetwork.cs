using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2.Network;

/// <summary>A region's default VPC with a default subnet in each of three zones; its ids follow from the region.</summary>
/// <remarks>It is dual-stack, as an owner may make a default VPC, so that instances with an IPv6 address can be rehearsed. Its addresses are those of RFC 3849 and RFC 5737.</remarks>
internal sealed record DefaultNetwork(string Region)
{
    private static readonly Dictionary<string, string> Directions = new()
    {
        ["northeast"] = "ne",
        ["northwest"] = "nw",
        ["southeast"] = "se",
        ["southwest"] = "sw",
    };

    public const string Cidr = "172.31.0.0/16";

    public string VpcId => Id("vpc");

    public string GroupId => Id("sg");

    public IReadOnlyList<string> Zones => [$"{Region}a", $"{Region}b", $"{Region}c"];

    public string Ipv6Cidr => $"2001:db8:{Number:x}::/56";

    /// <summary>The default subnets, one a zone.</summary>
    public IReadOnlyList<SubnetDocument> Subnets => [.. Zones.Select(zone => new SubnetDocument(Id("subnet", zone), Region, zone))];

    /// <summary>The group that an instance is in when a launch names none.</summary>
    public SecurityGroupDocument Group => new()
    {
        Id = GroupId,
        Region = Region,
        Name = "default",
        Description = "default VPC security group",
        VpcId = VpcId,
        Rules =
        [
            new SecurityGroupRule { Id = Id("sgr", "ingress"), IsEgress = false, Protocol = "-1", GroupId = GroupId },
            new SecurityGroupRule { Id = Id("sgr", "egress"), IsEgress = true, Protocol = "-1", CidrIpv4 = "0.0.0.0/0" },
        ],
    };

    /// <summary>The zone's id, which is the same for every account: <c>usw2-az1</c>.</summary>
    public string ZoneId(string zone)
    {
        var words = Region.Split('-');
        return $"{words[0]}{string.Concat(words[1..^1].Select(word => Directions.GetValueOrDefault(word, word[..1])))}{words[^1]}-az{Index(zone) + 1}";
    }

    /// <summary>The IPv4 range of a zone's subnet.</summary>
    public string SubnetCidr(string zone) => $"172.31.{Index(zone) * 16}.0/20";

    /// <summary>The IPv6 range of a zone's subnet.</summary>
    public string SubnetIpv6Cidr(string zone) => $"2001:db8:{Number:x}:{Index(zone):x}::/64";

    public string Ipv6Address(string zone) => $"2001:db8:{Number:x}:{Index(zone):x}:{string.Join(':', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetInt32(1, 0x10000).ToString("x", CultureInfo.InvariantCulture)))}";

    /// <summary>The first four addresses of a subnet and its last are AWS's own.</summary>
    public string PrivateAddress(string zone) => $"172.31.{(Index(zone) * 16) + RandomNumberGenerator.GetInt32(0, 16)}.{RandomNumberGenerator.GetInt32(4, 255)}";

    private int Number => Convert.ToInt32(Id("vpc")[5..9], 16) | 1;

    private int Index(string zone) => Math.Max(0, Zones.ToList().IndexOf(zone));

    private string Id(string prefix, string what = "default") => $"{prefix}-0{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{prefix}/{Region}/{what}")))[..16]}";
}
