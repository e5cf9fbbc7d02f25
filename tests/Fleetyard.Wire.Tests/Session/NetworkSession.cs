using Amazon.EC2;
using Amazon.EC2.Model;

namespace Fleetyard.Wire.Tests.Session;

/// <summary>Calls EC2's operations on VPCs, subnets, zones and security groups, with what works and what is refused.</summary>
internal sealed class NetworkSession(IAmazonEC2 ec2)
{
    private const string NoGroup = "sg-0123456789abcdef0";

    /// <returns>A subnet, and a security group of its VPC.</returns>
    public async Task<(string Subnet, string Group)> RunAsync()
    {
        var vpc = (await ec2.DescribeVpcsAsync(new DescribeVpcsRequest { Filters = [new("is-default", ["true"])] })).Vpcs.Single().VpcId;
        await ec2.DescribeVpcsAsync(new DescribeVpcsRequest { VpcIds = [vpc] });
        await LocalSession.RefusedAsync("InvalidVpcID.NotFound", () => ec2.DescribeVpcsAsync(new DescribeVpcsRequest { VpcIds = ["vpc-0123456789abcdef0"] }));
        var subnet = (await ec2.DescribeSubnetsAsync(new DescribeSubnetsRequest { Filters = [new("vpc-id", [vpc]), new("availability-zone", ["us-west-2b"])] })).Subnets.Single().SubnetId;
        await LocalSession.RefusedAsync("InvalidSubnetID.NotFound", () => ec2.DescribeSubnetsAsync(new DescribeSubnetsRequest { SubnetIds = ["subnet-0123456789abcdef0"] }));
        await ec2.DescribeAvailabilityZonesAsync(new DescribeAvailabilityZonesRequest());
        await LocalSession.RefusedAsync("InvalidParameterValue", () => ec2.DescribeAvailabilityZonesAsync(new DescribeAvailabilityZonesRequest { ZoneNames = ["us-east-1a"] }));
        return (subnet, await GroupAsync(vpc));
    }

    private async Task<string> GroupAsync(string vpc)
    {
        var request = new CreateSecurityGroupRequest { GroupName = "ssh", Description = "for ssh", VpcId = vpc, TagSpecifications = [new() { ResourceType = "security-group", Tags = [new("a", "b")] }] };
        var group = (await ec2.CreateSecurityGroupAsync(request)).GroupId;
        await LocalSession.RefusedAsync("InvalidGroup.Duplicate", () => ec2.CreateSecurityGroupAsync(request));
        await RulesAsync(group);
        await ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { Filters = [new("group-name", ["ssh"]), new("vpc-id", [vpc]), new("tag:a", ["b"])] });
        await ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { GroupIds = [group] });
        await ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest());
        await LocalSession.RefusedAsync("InvalidGroup.NotFound", () => ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { GroupIds = [NoGroup] }));
        var other = (await ec2.CreateSecurityGroupAsync(new CreateSecurityGroupRequest { GroupName = "other", Description = "other" })).GroupId;
        await ec2.DeleteSecurityGroupAsync(new DeleteSecurityGroupRequest { GroupId = other });
        await LocalSession.RefusedAsync("InvalidGroup.NotFound", () => ec2.DeleteSecurityGroupAsync(new DeleteSecurityGroupRequest { GroupId = other }));
        return group;
    }

    private async Task RulesAsync(string group)
    {
        var authorize = new AuthorizeSecurityGroupIngressRequest
        {
            GroupId = group,
            IpPermissions = [new() { IpProtocol = "tcp", FromPort = 22, ToPort = 22, Ipv4Ranges = [new() { CidrIp = "192.0.2.1/32", Description = "me" }], Ipv6Ranges = [new() { CidrIpv6 = "2001:db8::1/128", Description = "me" }] }],
            TagSpecifications = [new() { ResourceType = "security-group-rule", Tags = [new("a", "b")] }],
        };
        await ec2.AuthorizeSecurityGroupIngressAsync(authorize);
        await LocalSession.RefusedAsync("InvalidPermission.Duplicate", () => ec2.AuthorizeSecurityGroupIngressAsync(authorize));
        var revoke = new RevokeSecurityGroupIngressRequest { GroupId = group, IpPermissions = [new() { IpProtocol = "tcp", FromPort = 22, ToPort = 22, Ipv6Ranges = [new() { CidrIpv6 = "2001:db8::1/128" }] }] };
        await ec2.RevokeSecurityGroupIngressAsync(revoke);
        await LocalSession.RefusedAsync("InvalidPermission.NotFound", () => ec2.RevokeSecurityGroupIngressAsync(revoke));
        var everything = new RevokeSecurityGroupEgressRequest { GroupId = group, IpPermissions = [new() { IpProtocol = "-1", Ipv4Ranges = [new() { CidrIp = "0.0.0.0/0" }] }] };
        await ec2.RevokeSecurityGroupEgressAsync(everything);
        await LocalSession.RefusedAsync("InvalidPermission.NotFound", () => ec2.RevokeSecurityGroupEgressAsync(everything));
    }
}
