using System.Xml.Linq;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2.Network;

/// <summary>Security groups as EC2 shows them.</summary>
internal static class SecurityGroupItems
{
    public static string Arn(SecurityGroupDocument group) => $"arn:aws:ec2:{group.Region}:{Cloud.AccountId}:security-group/{group.Id}";

    public static XElement Of(SecurityGroupDocument group, IReadOnlyDictionary<string, string> tags) => new("item",
        new XElement("groupId", group.Id),
        new XElement("groupName", group.Name),
        new XElement("groupDescription", group.Description),
        new XElement("ownerId", Cloud.AccountId),
        new XElement("vpcId", group.VpcId),
        new XElement("securityGroupArn", Arn(group)),
        new XElement("ipPermissions", Permissions(group.Rules.Where(rule => !rule.IsEgress))),
        new XElement("ipPermissionsEgress", Permissions(group.Rules.Where(rule => rule.IsEgress))),
        Ec2Operations.TagSet(tags));

    /// <summary>A rule on its own, as AuthorizeSecurityGroupIngress answers it.</summary>
    public static XElement Rule(SecurityGroupDocument group, SecurityGroupRule rule, IReadOnlyDictionary<string, string> tags) => new("item",
        new XElement("securityGroupRuleId", rule.Id),
        new XElement("securityGroupRuleArn", $"arn:aws:ec2:{group.Region}:{Cloud.AccountId}:security-group-rule/{rule.Id}"),
        new XElement("groupId", group.Id),
        new XElement("groupOwnerId", Cloud.AccountId),
        new XElement("isEgress", rule.IsEgress),
        Traffic(rule),
        rule.GroupId is null ? null : new XElement("referencedGroupInfo", new XElement("groupId", rule.GroupId), new XElement("userId", Cloud.AccountId)),
        Ec2Operations.TagSet(tags));

    /// <summary>A rule that is gone, as RevokeSecurityGroupIngress and RevokeSecurityGroupEgress answer it.</summary>
    public static XElement Revoked(SecurityGroupDocument group, SecurityGroupRule rule) => new("item",
        new XElement("securityGroupRuleId", rule.Id),
        new XElement("groupId", group.Id),
        new XElement("isEgress", rule.IsEgress),
        Traffic(rule),
        rule.GroupId is null ? null : new XElement("referencedGroupId", rule.GroupId));

    private static IEnumerable<XElement> Traffic(SecurityGroupRule rule)
    {
        yield return new("ipProtocol", rule.Protocol);
        yield return new("fromPort", rule.FromPort ?? -1);
        yield return new("toPort", rule.ToPort ?? -1);
        foreach (var (name, value) in new[] { ("cidrIpv4", rule.CidrIpv4), ("cidrIpv6", rule.CidrIpv6), ("prefixListId", rule.PrefixListId), ("description", rule.Description) })
        {
            if (value is not null)
            {
                yield return new(name, value);
            }
        }
    }

    /// <summary>Rules of one protocol and port range are one permission.</summary>
    private static IEnumerable<XElement> Permissions(IEnumerable<SecurityGroupRule> rules) => rules.GroupBy(rule => (rule.Protocol, rule.FromPort, rule.ToPort)).Select(same => new XElement("item",
        new XElement("ipProtocol", same.Key.Protocol),
        same.Key.FromPort is null ? null : new XElement("fromPort", same.Key.FromPort),
        same.Key.ToPort is null ? null : new XElement("toPort", same.Key.ToPort),
        new XElement("groups", Peers(same, rule => rule.GroupId, "groupId", new XElement("userId", Cloud.AccountId))),
        new XElement("ipRanges", Peers(same, rule => rule.CidrIpv4, "cidrIp")),
        new XElement("ipv6Ranges", Peers(same, rule => rule.CidrIpv6, "cidrIpv6")),
        new XElement("prefixListIds", Peers(same, rule => rule.PrefixListId, "prefixListId"))));

    private static IEnumerable<XElement> Peers(IEnumerable<SecurityGroupRule> rules, Func<SecurityGroupRule, string?> peer, string name, params XElement[] more) => rules.Where(rule => peer(rule) is not null).Select(rule => new XElement("item",
        new XElement(name, peer(rule)),
        more,
        rule.Description is null ? null : new XElement("description", rule.Description)));
}
