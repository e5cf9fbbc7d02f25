using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2.Network;

/// <summary>What a request wants to let through, checked ("IpPermission" in the EC2 API Reference).</summary>
internal static partial class SecurityGroupPermission
{
    private static readonly Dictionary<string, string> Names = new() { ["6"] = "tcp", ["17"] = "udp", ["1"] = "icmp", ["58"] = "icmpv6", ["all"] = "-1" };

    /// <summary>The rules of an IpPermission, one a range, group or prefix list; without an id.</summary>
    public static IReadOnlyList<SecurityGroupRule> Of(QueryCall permission, bool isEgress)
    {
        var traffic = Traffic(permission, isEgress);
        IReadOnlyList<SecurityGroupRule> rules =
        [
            .. permission.Structures("IpRanges").Select(range => traffic with { CidrIpv4 = Cidr(range.Required("CidrIp"), AddressFamily.InterNetwork), Description = Description(range) }),
            .. permission.Structures("Ipv6Ranges").Select(range => traffic with { CidrIpv6 = Cidr(range.Required("CidrIpv6"), AddressFamily.InterNetworkV6), Description = Description(range) }),
            .. permission.Structures("Groups").Select(group => traffic with { GroupId = group.Required("GroupId"), Description = Description(group) }),
            .. permission.Structures("PrefixListIds").Select(list => traffic with { PrefixListId = list.Required("PrefixListId"), Description = Description(list) }),
        ];
        return rules.Count > 0 ? rules : throw new AwsFault("MissingParameter", "The request must contain the parameter ipRanges, ipv6Ranges, groups or prefixListIds");
    }

    /// <summary>The rule that a call says without IpPermissions.</summary>
    public static SecurityGroupRule Single(QueryCall call, bool isEgress) =>
        Traffic(call, isEgress) with { CidrIpv4 = Cidr(call.Required("CidrIp"), AddressFamily.InterNetwork) };

    private static SecurityGroupRule Traffic(QueryCall permission, bool isEgress)
    {
        var asked = permission.Required("IpProtocol").ToLowerInvariant();
        var protocol = Names.GetValueOrDefault(asked, asked);
        if (protocol is not ("-1" or "tcp" or "udp" or "icmp" or "icmpv6") && !(int.TryParse(protocol, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 255))
        {
            throw new AwsFault("InvalidParameterValue", $"Invalid value '{protocol}' for IP protocol. Unknown protocol.");
        }

        var (from, to) = (permission.Number("FromPort", -1, 65535), permission.Number("ToPort", -1, 65535));
        if (protocol is "tcp" or "udp" && (from is null || to is null || from < 0 || to < from))
        {
            throw new AwsFault("InvalidParameterValue", $"Invalid value 'Invalid TCP/UDP port range ({from}:{to})' for portRange");
        }

        var rule = new SecurityGroupRule { Id = "", IsEgress = isEgress, Protocol = protocol };
        return protocol is "tcp" or "udp" or "icmp" or "icmpv6" ? rule with { FromPort = from ?? -1, ToPort = to ?? -1 } : rule;
    }

    /// <summary>EC2 writes a range with the bits behind its prefix cleared.</summary>
    private static string Cidr(string text, AddressFamily family)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || !IPAddress.TryParse(text[..slash], out var address) || address.AddressFamily != family || (family == AddressFamily.InterNetwork && !Dotted().IsMatch(text[..slash]))
            || !int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            throw Malformed(text);
        }

        var bytes = address.GetAddressBytes();
        if (length > bytes.Length * 8)
        {
            throw Malformed(text);
        }

        for (var bit = length; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return $"{new IPAddress(bytes)}/{length.ToString(CultureInfo.InvariantCulture)}";
    }

    private static AwsFault Malformed(string cidr) => new("InvalidParameterValue", $"CIDR block {cidr} is malformed");

    private static string? Description(QueryCall peer) => peer["Description"] is not { } text || Text().IsMatch(text)
        ? peer["Description"]
        : throw new AwsFault("InvalidParameterValue", $"Invalid rule description '{text}'. It has up to 255 characters of a-z, A-Z, 0-9, spaces and ._-:/()#,@[]+=;{{}}!$*");

    [GeneratedRegex(@"^\d{1,3}(\.\d{1,3}){3}$")]
    private static partial Regex Dotted();

    /// <summary>"Description" of IpRange in the EC2 API Reference.</summary>
    [GeneratedRegex(@"^[a-zA-Z0-9 ._\-:/()#,@\[\]+=&;{}!$*]{0,255}$")]
    private static partial Regex Text();
}
