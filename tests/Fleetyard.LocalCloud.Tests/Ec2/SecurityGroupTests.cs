using Amazon.EC2.Model;

namespace Fleetyard.LocalCloud.Tests.Ec2;

internal sealed class SecurityGroupTests
{
    [Test]
    public async Task A_group_lets_in_what_was_authorized_and_shows_it_by_protocol_and_port()
    {
        await using var server = await Server.StartAsync();
        var id = await server.GroupAsync("one");
        await server.Ec2.AuthorizeSecurityGroupIngressAsync(new AuthorizeSecurityGroupIngressRequest { GroupId = id, IpPermissions = [Ssh("192.0.2.77/24", "office"), Ssh("198.51.100.7/32", "home")] });
        await server.Ec2.AuthorizeSecurityGroupIngressAsync(new AuthorizeSecurityGroupIngressRequest { GroupId = id, IpPermissions = [new() { IpProtocol = "6", FromPort = 22, ToPort = 22, Ipv6Ranges = [new() { CidrIpv6 = "2001:DB8::5/64" }] }] });
        var group = (await server.Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { GroupIds = [id] })).SecurityGroups.Single();
        var permission = group.IpPermissions.Single();
        Assert.That((permission.IpProtocol, permission.FromPort, permission.ToPort), Is.EqualTo(("tcp", (int?)22, (int?)22)));
        Assert.That(permission.Ipv4Ranges.Select(range => (range.CidrIp, range.Description)), Is.EqualTo(new[] { ("192.0.2.0/24", "office"), ("198.51.100.7/32", "home") }));
        Assert.That(permission.Ipv6Ranges.Select(range => range.CidrIpv6), Is.EqualTo(new[] { "2001:db8::/64" }));
        Assert.That(group.IpPermissionsEgress.Single().Ipv4Ranges.Single().CidrIp, Is.EqualTo("0.0.0.0/0"));
    }

    [Test]
    public async Task A_rule_that_is_there_already_is_refused_with_all_that_came_with_it()
    {
        await using var server = await Server.StartAsync();
        var id = await server.GroupAsync("one");
        await server.Ec2.AuthorizeSecurityGroupIngressAsync(new AuthorizeSecurityGroupIngressRequest { GroupId = id, IpPermissions = [Ssh("192.0.2.0/24", "office")] });
        await Server.RefusedAsync("InvalidPermission.Duplicate", () => server.Ec2.AuthorizeSecurityGroupIngressAsync(new AuthorizeSecurityGroupIngressRequest { GroupId = id, IpPermissions = [Ssh("198.51.100.7/32", "new"), Ssh("192.0.2.9/24", "the same range")] }));
        Assert.That((await server.Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { GroupIds = [id] })).SecurityGroups[0].IpPermissions.Single().Ipv4Ranges, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_rule_that_was_revoked_lets_nobody_in_and_the_others_stay()
    {
        await using var server = await Server.StartAsync();
        var id = await server.GroupAsync("one");
        await server.Ec2.AuthorizeSecurityGroupIngressAsync(new AuthorizeSecurityGroupIngressRequest { GroupId = id, IpPermissions = [Ssh("192.0.2.0/24", "office"), Ssh("198.51.100.7/32", "home")] });
        var revoke = new RevokeSecurityGroupIngressRequest { GroupId = id, IpPermissions = [Ssh("192.0.2.0/24", "another description")] };
        var revoked = (await server.Ec2.RevokeSecurityGroupIngressAsync(revoke)).RevokedSecurityGroupRules.Single();
        Assert.That((revoked.CidrIpv4, revoked.FromPort, revoked.IsEgress), Is.EqualTo(("192.0.2.0/24", (int?)22, (bool?)false)));
        await Server.RefusedAsync("InvalidPermission.NotFound", () => server.Ec2.RevokeSecurityGroupIngressAsync(revoke));
        var group = (await server.Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { GroupIds = [id] })).SecurityGroups.Single();
        Assert.That(group.IpPermissions.Single().Ipv4Ranges.Single().CidrIp, Is.EqualTo("198.51.100.7/32"));
        Assert.That(group.IpPermissionsEgress, Has.Count.EqualTo(1));
    }

    [TestCase("tcp", 22, 22, "192.0.2.1/33", "InvalidParameterValue")]
    [TestCase("tcp", 22, 22, "192.0.2.1", "InvalidParameterValue")]
    [TestCase("tcp", 22, 22, "192.0.2/24", "InvalidParameterValue")]
    [TestCase("tcp", 22, 22, "2001:db8::/64", "InvalidParameterValue")]
    [TestCase("tcp", 80, 22, "192.0.2.0/24", "InvalidParameterValue")]
    [TestCase("tcp", 22, 65536, "192.0.2.0/24", "InvalidParameterValue")]
    [TestCase("carrier-pigeon", 22, 22, "192.0.2.0/24", "InvalidParameterValue")]
    [TestCase("", 22, 22, "192.0.2.0/24", "MissingParameter")]
    public async Task A_rule_that_makes_no_sense_is_refused(string protocol, int from, int to, string cidr, string code)
    {
        await using var server = await Server.StartAsync();
        var id = await server.GroupAsync("one");
        var permission = new IpPermission { IpProtocol = protocol, FromPort = from, ToPort = to, Ipv4Ranges = [new() { CidrIp = cidr }] };
        await Server.RefusedAsync(code, () => server.Ec2.AuthorizeSecurityGroupIngressAsync(new AuthorizeSecurityGroupIngressRequest { GroupId = id, IpPermissions = [permission] }));
    }

    [Test]
    public async Task A_group_of_an_instance_cannot_be_deleted_before_the_instance_is_terminated()
    {
        await using var server = await Server.StartAsync();
        var group = await server.GroupAsync("one");
        var request = await server.LaunchAsync();
        request.SecurityGroupIds = [group];
        var instance = (await server.Ec2.RunInstancesAsync(request)).Reservation.Instances[0].InstanceId;
        await Server.RefusedAsync("DependencyViolation", () => server.Ec2.DeleteSecurityGroupAsync(new DeleteSecurityGroupRequest { GroupId = group }));
        await server.Ec2.TerminateInstancesAsync(new TerminateInstancesRequest { InstanceIds = [instance] });
        await Server.UntilAsync(async () => (await server.InstanceAsync(instance)).State.Name == "terminated");
        await server.Ec2.DeleteSecurityGroupAsync(new DeleteSecurityGroupRequest { GroupId = group });
        await Server.RefusedAsync("InvalidGroup.NotFound", () => server.Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { GroupIds = [group] }));
    }

    [Test]
    public async Task A_group_that_another_lets_in_cannot_be_deleted_and_neither_can_the_default_one()
    {
        await using var server = await Server.StartAsync();
        var (inner, outer) = (await server.GroupAsync("inner"), await server.GroupAsync("outer"));
        await server.Ec2.AuthorizeSecurityGroupIngressAsync(new AuthorizeSecurityGroupIngressRequest { GroupId = inner, IpPermissions = [new() { IpProtocol = "-1", UserIdGroupPairs = [new() { GroupId = outer }] }] });
        await Server.RefusedAsync("DependencyViolation", () => server.Ec2.DeleteSecurityGroupAsync(new DeleteSecurityGroupRequest { GroupId = outer }));
        await Server.RefusedAsync("CannotDelete", () => server.Ec2.DeleteSecurityGroupAsync(new DeleteSecurityGroupRequest { GroupName = "default" }));
        await server.Ec2.DeleteSecurityGroupAsync(new DeleteSecurityGroupRequest { GroupId = inner });
        await server.Ec2.DeleteSecurityGroupAsync(new DeleteSecurityGroupRequest { GroupName = "outer" });
    }

    [TestCase("sg-mine", "a group", "InvalidParameterValue")]
    [TestCase("default", "a group", "InvalidParameterValue")]
    [TestCase("naïve", "a group", "InvalidParameterValue")]
    [TestCase("one", "a\ngroup", "InvalidParameterValue")]
    public async Task A_group_is_called_as_EC2_allows(string name, string description, string code)
    {
        await using var server = await Server.StartAsync();
        await Server.RefusedAsync(code, () => server.Ec2.CreateSecurityGroupAsync(new CreateSecurityGroupRequest { GroupName = name, Description = description }));
    }

    [Test]
    public async Task A_new_group_is_not_there_at_once_where_EC2_is_eventually_consistent()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = await Server.StartAsync(latencies: Latencies.Aws, time: time);
        var id = await server.GroupAsync("one");
        await Server.RefusedAsync("InvalidGroup.NotFound", () => server.Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { GroupIds = [id] }));
        await Server.RefusedAsync("InvalidGroup.Duplicate", () => server.GroupAsync("one"));
        time.Advance(TimeSpan.FromSeconds(3));
        Assert.That((await server.Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { GroupIds = [id] })).SecurityGroups, Has.Count.EqualTo(1));
    }

    private static IpPermission Ssh(string cidr, string description) => new() { IpProtocol = "tcp", FromPort = 22, ToPort = 22, Ipv4Ranges = [new() { CidrIp = cidr, Description = description }] };
}
