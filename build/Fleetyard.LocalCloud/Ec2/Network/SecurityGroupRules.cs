using System.Xml.Linq;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2.Network;

/// <summary>AuthorizeSecurityGroupIngress, RevokeSecurityGroupIngress and RevokeSecurityGroupEgress.</summary>
internal sealed class SecurityGroupRules(Cloud cloud, SecurityGroups groups)
{
    /// <summary>"Security groups" of the Amazon VPC quotas, for each direction.</summary>
    private const int MostRules = 60;

    /// <summary>Lets traffic in: all of what is asked, or nothing.</summary>
    public IEnumerable<XElement> AuthorizeIngress(QueryCall call)
    {
        lock (cloud.Exclusive)
        {
            var group = groups.Asked(call);
            var tags = TagRules.For(call, "security-group-rule");
            var added = Read(call, isEgress: false).Select(rule => rule with { Id = Cloud.NewId("sgr") }).ToList();
            foreach (var rule in added)
            {
                if (group.Rules.Concat(added.TakeWhile(other => other.Id != rule.Id)).Any(rule.Equivalent))
                {
                    throw new AwsFault("InvalidPermission.Duplicate", $"the specified rule \"peer: {Peer(rule)}, {rule.Protocol.ToUpperInvariant()}, from port: {rule.FromPort ?? -1}, to port: {rule.ToPort ?? -1}, ALLOW\" already exists");
                }
            }

            if (group.Rules.Count(rule => !rule.IsEgress) + added.Count > MostRules)
            {
                throw new AwsFault("RulesPerSecurityGroupLimitExceeded", $"The maximum number of rules per security group has been reached: {group.Id} may have {MostRules}.");
            }

            cloud.Store.Put(group.Id, group with { Rules = [.. group.Rules, .. added] });
            foreach (var rule in added)
            {
                cloud.Tag(rule.Id, call.Region, tags);
            }

            return [new("return", "true"), new("securityGroupRuleSet", added.Select(rule => SecurityGroupItems.Rule(group, rule, tags)))];
        }
    }

    /// <summary>Lets traffic in no longer.</summary>
    public IEnumerable<XElement> RevokeIngress(QueryCall call) => Revoke(call, isEgress: false);

    /// <summary>Lets traffic out no longer.</summary>
    public IEnumerable<XElement> RevokeEgress(QueryCall call)
    {
        call.Required("GroupId");
        return Revoke(call, isEgress: true);
    }

    private IEnumerable<XElement> Revoke(QueryCall call, bool isEgress)
    {
        lock (cloud.Exclusive)
        {
            var group = groups.Asked(call);
            var ids = call.List("SecurityGroupRuleId");
            var gone = ids.Count > 0
                ? ids.Select(id => group.Rules.FirstOrDefault(rule => rule.IsEgress == isEgress && rule.Id == id) ?? throw new AwsFault("InvalidSecurityGroupRuleId.NotFound", $"The security group rule ID '{id}' does not exist")).ToList()
                : [.. Read(call, isEgress).Select(asked => group.Rules.FirstOrDefault(asked.Equivalent) ?? throw new AwsFault("InvalidPermission.NotFound", "The specified rule does not exist in this security group."))];
            cloud.Store.Put(group.Id, group with { Rules = [.. group.Rules.Where(rule => gone.TrueForAll(other => other.Id != rule.Id))] });
            return [new("return", "true"), new("revokedSecurityGroupRuleSet", gone.Select(rule => SecurityGroupItems.Revoked(group, rule)))];
        }
    }

    /// <summary>The rules that IpPermissions lists, or the one that the call itself says.</summary>
    private List<SecurityGroupRule> Read(QueryCall call, bool isEgress)
    {
        var permissions = call.Structures("IpPermissions");
        if (permissions.Count > 0 && call["IpProtocol"] is not null)
        {
            throw new AwsFault("InvalidParameterCombination", "The parameter ipPermissions may not be used in combination with ipProtocol");
        }

        List<SecurityGroupRule> rules = permissions.Count > 0
            ? [.. permissions.SelectMany(permission => SecurityGroupPermission.Of(permission, isEgress))]
            : [SecurityGroupPermission.Single(call, isEgress)];
        foreach (var peer in rules.Select(rule => rule.GroupId).OfType<string>().Distinct())
        {
            groups.Find(call.Region, peer);
        }

        return rules;
    }

    private static string Peer(SecurityGroupRule rule) => rule.CidrIpv4 ?? rule.CidrIpv6 ?? rule.GroupId ?? rule.PrefixListId ?? "";
}
