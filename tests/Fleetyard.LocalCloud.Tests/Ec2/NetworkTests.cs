using Amazon.EC2.Model;

namespace Fleetyard.LocalCloud.Tests.Ec2;

internal sealed class NetworkTests
{
    [Test]
    public async Task A_region_has_a_default_VPC_with_a_subnet_in_each_of_three_zones_wherever_it_is_asked()
    {
        await using var server = await Server.StartAsync();
        await using var other = await Server.StartAsync();
        var vpc = (await server.Ec2.DescribeVpcsAsync(new DescribeVpcsRequest())).Vpcs.Single();
        var subnets = (await server.Ec2.DescribeSubnetsAsync(new DescribeSubnetsRequest())).Subnets;
        Assert.That(vpc.IsDefault, Is.True);
        Assert.That(subnets.Select(subnet => subnet.AvailabilityZone), Is.EqualTo(new[] { "us-east-1a", "us-east-1b", "us-east-1c" }));
        Assert.That(subnets.Select(subnet => subnet.AvailabilityZoneId), Is.EqualTo(new[] { "use1-az1", "use1-az2", "use1-az3" }));
        Assert.That(subnets.Select(subnet => subnet.VpcId), Has.All.EqualTo(vpc.VpcId));
        Assert.That(await server.SubnetAsync("us-east-1c"), Is.EqualTo(await other.SubnetAsync("us-east-1c")));
    }

    [Test]
    public async Task An_instance_stands_in_the_zone_the_subnet_and_the_groups_that_it_was_launched_with()
    {
        await using var server = await Server.StartAsync();
        var request = await server.LaunchAsync();
        var (subnet, group) = (await server.SubnetAsync("us-east-1c"), await server.GroupAsync("one"));
        request.NetworkInterfaces = [new() { DeviceIndex = 0, SubnetId = subnet, Groups = [group], AssociatePublicIpAddress = false, Ipv6AddressCount = 1 }];
        var instance = await RunningAsync(server, request);
        Assert.That((instance.Placement.AvailabilityZone, instance.SubnetId, instance.SecurityGroups.Single().GroupName), Is.EqualTo(("us-east-1c", subnet, "one")));
        Assert.That(instance.PublicIpAddress, Is.Null);
        Assert.That(instance.PrivateIpAddress, Does.StartWith("172.31."));
        Assert.That(instance.NetworkInterfaces.Single().Ipv6Addresses.Single().Ipv6Address, Does.StartWith("2001:db8:").And.EqualTo(instance.Ipv6Address));
    }

    [Test]
    public async Task A_launch_that_says_nothing_gets_the_first_zone_the_default_group_and_a_public_address()
    {
        await using var server = await Server.StartAsync();
        var instance = await RunningAsync(server, await server.LaunchAsync());
        Assert.That((instance.Placement.AvailabilityZone, instance.SecurityGroups.Single().GroupName), Is.EqualTo(("us-east-1a", "default")));
        Assert.That(instance.PublicIpAddress, Is.EqualTo(instance.NetworkInterfaces.Single().Association.PublicIp).And.Not.Null);
        await server.Ec2.TerminateInstancesAsync(new TerminateInstancesRequest { InstanceIds = [instance.InstanceId] });
        await Server.UntilAsync(async () => (await server.InstanceAsync(instance.InstanceId)).State.Name == "terminated");
        Assert.That(await server.InstanceAsync(instance.InstanceId), Has.Property(nameof(Instance.SubnetId)).Null.And.Property(nameof(Instance.PublicIpAddress)).Null);
    }

    [Test]
    public async Task A_zone_that_is_not_the_subnets_is_refused()
    {
        await using var server = await Server.StartAsync();
        var request = await server.LaunchAsync();
        (request.SubnetId, request.Placement) = (await server.SubnetAsync("us-east-1c"), new() { AvailabilityZone = "us-east-1a" });
        await Server.RefusedAsync("InvalidParameterValue", () => server.Ec2.RunInstancesAsync(request));
    }

    [Test]
    public async Task Ids_of_the_recipes_own_account_stand_in_the_default_VPC_where_LocalCloud_is_told_so()
    {
        await using var server = await Server.StartAsync(with: options => options with { AdoptsUnknownIds = true });
        var request = await server.LaunchAsync();
        (request.SubnetId, request.SecurityGroupIds) = ("subnet-0123456789abcdef0", ["sg-0123456789abcdef0"]);
        var instance = await RunningAsync(server, request);
        var subnet = (await server.Ec2.DescribeSubnetsAsync(new DescribeSubnetsRequest { SubnetIds = [request.SubnetId] })).Subnets.Single();
        Assert.That((instance.SubnetId, instance.Placement.AvailabilityZone, instance.VpcId), Is.EqualTo((subnet.SubnetId, subnet.AvailabilityZone, subnet.VpcId)));
        Assert.That((await server.Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { Filters = [new("group-id", ["sg-0123456789*"])] })).SecurityGroups.Single().VpcId, Is.EqualTo(subnet.VpcId));

        var made = await server.GroupAsync("one");
        await server.Ec2.DeleteSecurityGroupAsync(new DeleteSecurityGroupRequest { GroupId = made });
        await Server.RefusedAsync("InvalidGroup.NotFound", () => server.Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { GroupIds = [made] }));
    }

    [Test]
    public async Task A_filter_that_does_not_exist_is_refused_though_it_would_find_nothing()
    {
        await using var server = await Server.StartAsync();
        await Server.RefusedAsync("InvalidParameterValue", () => server.Ec2.DescribeKeyPairsAsync(new DescribeKeyPairsRequest { Filters = [new("colour", ["red"])] }));
        await Server.RefusedAsync("FilterLimitExceeded", () => server.Ec2.DescribeSubnetsAsync(new DescribeSubnetsRequest { Filters = [new("subnet-id", [.. Enumerable.Range(0, 201).Select(index => $"{index}")])] }));
        Assert.That((await server.Ec2.DescribeSubnetsAsync(new DescribeSubnetsRequest { Filters = [new("availability-zone", ["us-east-1?", "x"]), new("subnet-id", ["subnet-0*"])] })).Subnets, Has.Count.EqualTo(3));
        Assert.That((await server.Ec2.DescribeSubnetsAsync(new DescribeSubnetsRequest { Filters = [new("availability-zone", [@"us-east-1\?"])] })).Subnets ?? [], Is.Empty);
    }

    private static async Task<Instance> RunningAsync(Server server, RunInstancesRequest request)
    {
        var id = (await server.Ec2.RunInstancesAsync(request)).Reservation.Instances[0].InstanceId;
        await Server.UntilAsync(async () => (await server.InstanceAsync(id)).State.Name == "running");
        return await server.InstanceAsync(id);
    }
}
