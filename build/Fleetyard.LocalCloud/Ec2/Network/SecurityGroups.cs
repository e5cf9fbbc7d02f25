using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2.Network;

/// <summary>CreateSecurityGroup, DescribeSecurityGroups and DeleteSecurityGroup.</summary>
internal sealed partial class SecurityGroups(Cloud cloud)
{
    /// <summary>The groups of a region, its default group among them.</summary>
    public IEnumerable<SecurityGroupDocument> All(string region)
    {
        var first = new DefaultNetwork(region).Group;
        var made = cloud.Store.All<SecurityGroupDocument>().Where(group => group.Region == region && !group.Deleted).ToList();
        return made.Exists(group => group.Id == first.Id) ? made : made.Prepend(first);
    }

    /// <summary>A group by its id; one that another account has is taken in where LocalCloud was told to.</summary>
    public SecurityGroupDocument Find(string region, string id)
    {
        if (All(region).FirstOrDefault(group => group.Id == ResourceIds.SecurityGroup(id)) is { } known && cloud.Now >= known.VisibleFrom)
        {
            return known;
        }

        if (!cloud.AdoptsUnknownIds || cloud.Store.Get<SecurityGroupDocument>(id) is not null)
        {
            throw new AwsFault("InvalidGroup.NotFound", $"The security group '{id}' does not exist");
        }

        var adopted = new DefaultNetwork(region).Group with { Id = id, Name = id, Description = "a group that LocalCloud did not make", Rules = [] };
        cloud.Store.Put(id, adopted);
        return adopted;
    }

    /// <summary>A group of the default VPC by its name.</summary>
    public SecurityGroupDocument Named(string region, string name) => All(region).FirstOrDefault(group => group.Name == name && cloud.Now >= group.VisibleFrom)
        ?? throw new AwsFault("InvalidGroup.NotFound", $"The security group '{name}' does not exist in default VPC '{new DefaultNetwork(region).VpcId}'");

    /// <summary>The group that a call names by GroupId or GroupName.</summary>
    public SecurityGroupDocument Asked(QueryCall call) => call["GroupId"] is { Length: > 0 } id
        ? Find(call.Region, id)
        : Named(call.Region, call["GroupName"] is { Length: > 0 } name ? name : throw new AwsFault("MissingParameter", "The request must contain the parameter groupName or groupId"));

    public IEnumerable<XElement> Create(QueryCall call)
    {
        lock (cloud.Exclusive)
        {
            var name = Checked(call.Required("GroupName"), "name", "GroupName");
            var description = Checked(call.Required("GroupDescription"), "description", "GroupDescription");
            if (name.StartsWith("sg-", StringComparison.OrdinalIgnoreCase))
            {
                throw new AwsFault("InvalidParameterValue", $"Invalid value '{name}' for groupName. It must not start with sg-.");
            }

            var vpc = call["VpcId"] is { Length: > 0 } id ? Networks.Vpc(call.Region, id) : new DefaultNetwork(call.Region).VpcId;
            if (All(call.Region).Any(group => group.Name == name))
            {
                throw name == "default"
                    ? new AwsFault("InvalidParameterValue", "Cannot use reserved security group name: default")
                    : new AwsFault("InvalidGroup.Duplicate", $"The security group '{name}' already exists for VPC '{vpc}'");
            }

            var tags = TagRules.For(call, "security-group");
            var group = new SecurityGroupDocument
            {
                Id = Cloud.NewId("sg"),
                Region = call.Region,
                Name = name,
                Description = description,
                VpcId = vpc,
                Rules = [new SecurityGroupRule { Id = Cloud.NewId("sgr"), IsEgress = true, Protocol = "-1", CidrIpv4 = "0.0.0.0/0" }],
                VisibleFrom = cloud.After("eventual-consistency"),
            };
            cloud.Store.Put(group.Id, group);
            cloud.Tag(group.Id, call.Region, tags);
            return [new("groupId", group.Id), new("securityGroupArn", SecurityGroupItems.Arn(group)), Ec2Operations.TagSet(tags)];
        }
    }

    public IEnumerable<XElement> Describe(QueryCall call)
    {
        var asked = call.List("GroupId").Select(id => Find(call.Region, id)).Concat(call.List("GroupName").Select(name => Named(call.Region, name))).DistinctBy(group => group.Id).ToList();
        var found = Known().Of(call, asked.Count > 0 ? asked : All(call.Region).Where(group => cloud.Now >= group.VisibleFrom));
        return Ec2Operations.Paged("securityGroupInfo", call.Page([.. found.Select(group => SecurityGroupItems.Of(group, cloud.Tags(group.Id)))], "GroupId"));
    }

    public IEnumerable<XElement> Delete(QueryCall call)
    {
        lock (cloud.Exclusive)
        {
            var group = Asked(call);
            if (group.Name == "default")
            {
                throw new AwsFault("CannotDelete", $"the specified group: \"{group.Id}\" name: \"default\" cannot be deleted by a user");
            }

            var isUsed = cloud.Store.All<InstanceDocument>().Any(instance => instance.Network?.SecurityGroupIds.Contains(group.Id) == true && instance.State.At(cloud.Now) != "terminated")
                || All(call.Region).Any(other => other.Id != group.Id && other.Rules.Any(rule => rule.GroupId == group.Id));
            if (isUsed)
            {
                throw new AwsFault("DependencyViolation", $"resource {group.Id} has a dependent object");
            }

            cloud.Store.Put(group.Id, group with { Deleted = true });
            cloud.Store.Remove<TagsDocument>(group.Id);
            return [new("return", "true"), new("groupId", group.Id)];
        }
    }

    private Filters<SecurityGroupDocument> Known() => new(new Dictionary<string, Func<SecurityGroupDocument, IEnumerable<string?>>>
    {
        ["group-id"] = group => [group.Id],
        ["group-name"] = group => [group.Name],
        ["description"] = group => [group.Description],
        ["owner-id"] = _ => [Cloud.AccountId],
        ["vpc-id"] = group => [group.VpcId],
        ["ip-permission.cidr"] = group => Ingress(group).Select(rule => rule.CidrIpv4),
        ["ip-permission.ipv6-cidr"] = group => Ingress(group).Select(rule => rule.CidrIpv6),
        ["ip-permission.group-id"] = group => Ingress(group).Select(rule => rule.GroupId),
        ["ip-permission.protocol"] = group => Ingress(group).Select(rule => rule.Protocol),
        ["ip-permission.from-port"] = group => Ingress(group).Select(rule => rule.FromPort?.ToString(CultureInfo.InvariantCulture)),
        ["ip-permission.to-port"] = group => Ingress(group).Select(rule => rule.ToPort?.ToString(CultureInfo.InvariantCulture)),
    }, group => cloud.Tags(group.Id));

    private static IEnumerable<SecurityGroupRule> Ingress(SecurityGroupDocument group) => group.Rules.Where(rule => !rule.IsEgress);

    private static string Checked(string text, string what, string parameter) => Text().IsMatch(text)
        ? text
        : throw new AwsFault("InvalidParameterValue", $"Value ({text}) for parameter {parameter} is invalid. A security group's {what} has up to 255 characters of a-z, A-Z, 0-9, spaces and ._-:/()#,@[]+=&;{{}}!$*");

    /// <summary>"GroupName" and "GroupDescription" of CreateSecurityGroup in the EC2 API Reference.</summary>
    [GeneratedRegex(@"^[a-zA-Z0-9 ._\-:/()#,@\[\]+=&;{}!$*]{1,255}$")]
    private static partial Regex Text();
}
