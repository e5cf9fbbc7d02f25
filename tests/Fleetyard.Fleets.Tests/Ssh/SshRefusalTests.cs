using System.Net;
using Amazon.EC2.Model;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.Recipes;
using static Fleetyard.Fleets.Tests.Ssh.SshYard;

namespace Fleetyard.Fleets.Tests.Ssh;

/// <summary>What keeps an instance from being reached by SSH: told in one line, and nothing is left.</summary>
internal sealed class SshRefusalTests
{
    [Test]
    public async Task A_group_that_was_opened_wider_by_other_hands_is_refused()
    {
        await using var yard = await OpenAsync();
        yard.Wire.Answer("RunInstances", HttpStatusCode.BadRequest, Error("VcpuLimitExceeded"));
        Assert.That(async () => await yard.CommandAsync("PrepareInstance", keep: true), Throws.Exception);
        var wide = new IpPermission { IpProtocol = "tcp", FromPort = 22, ToPort = 22, Ipv4Ranges = [new IpRange { CidrIp = "0.0.0.0/0" }] };
        await yard.Clients.Ec2.AuthorizeSecurityGroupIngressAsync(new AuthorizeSecurityGroupIngressRequest { GroupId = (await GroupsAsync(yard)).Single().GroupId, IpPermissions = [wide] });
        Assert.That(async () => await yard.CommandAsync("PrepareInstance"), Throws.InstanceOf<FleetException>().With.Message.Contains("lets in more than 127.0.0.1/32 at port 22 (").And.Message.Contains("22 0.0.0.0/0"));
        Assert.That(yard.Calls("RunInstances"), Is.Empty);
    }

    [Test]
    public async Task What_has_the_name_and_is_not_the_runs_is_refused_and_left_alone()
    {
        await using var yard = await OpenAsync();
        string name;
        using (var run = yard.Begin())
        {
            name = $"fleetyard-{run.State.RunId}-0";
        }

        await yard.Clients.Ec2.CreateSecurityGroupAsync(new CreateSecurityGroupRequest { GroupName = name, Description = "not of this run" });
        Assert.That(async () => await yard.CommandAsync("PrepareInstance"), Throws.InstanceOf<FleetException>().With.Message.Match($"A security group named {name} is there already \\(sg-\\w+\\) and not of this run"));
        Assert.That((await yard.Clients.Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { Filters = [new Filter("group-name", [name])] })).SecurityGroups, Has.Count.EqualTo(1));
    }

    [TestCase("CreateSecurityGroup", "SecurityGroupLimitExceeded", "raise the quota")]
    [TestCase("CreateSecurityGroup", "InvalidVpcID.NotFound", "name a subnet of a VPC that is there")]
    [TestCase("ImportKeyPair", "KeyPairLimitExceeded", "delete key pairs that nobody needs")]
    [TestCase("DescribeSubnets", "InvalidSubnetID.NotFound", "name subnets of us-west-2")]
    public async Task A_refusal_tells_what_AWS_said_with_its_request_and_what_to_do(string operation, string code, string hint)
    {
        await using var yard = await OpenAsync();
        yard.Wire.Answer(operation, HttpStatusCode.BadRequest, Error(code));
        if (operation == "DescribeSubnets")
        {
            yard.Recipe = yard.Recipe with { Instance = yard.Recipe.Instance with { Placement = new InstancePlacement { SubnetIds = ["subnet-0123456789abcdef0"] } } };
        }

        Assert.That(async () => await yard.CommandAsync("PrepareInstance"), Throws.InstanceOf<FleetException>().With.Message.Contains($"AWS answered {code}: no (request r-1); ").And.Message.Contains(hint));
        await NothingIsLeftAsync(yard);
    }

    [Test]
    public async Task A_region_without_a_default_VPC_and_subnets_of_two_VPCs_are_refused()
    {
        await using var yard = await OpenAsync();
        yard.Wire.Answer("DescribeVpcs", HttpStatusCode.OK, "<DescribeVpcsResponse><vpcSet/></DescribeVpcsResponse>");
        Assert.That(async () => await yard.CommandAsync("PrepareInstance"), Throws.InstanceOf<FleetException>().With.Message.Contains("us-west-2 has no default VPC"));

        yard.Recipe = yard.Recipe with { Instance = yard.Recipe.Instance with { Placement = new InstancePlacement { SubnetIds = ["subnet-1", "subnet-2"] } } };
        yard.Wire.Answer("DescribeSubnets", HttpStatusCode.OK, "<DescribeSubnetsResponse><subnetSet><item><vpcId>vpc-1</vpcId></item><item><vpcId>vpc-2</vpcId></item></subnetSet></DescribeSubnetsResponse>");
        Assert.That(async () => await yard.CommandAsync("PrepareInstance"), Throws.InstanceOf<FleetException>().With.Message.Contains("subnet-1, subnet-2 are in 2 VPCs (vpc-1, vpc-2)"));
        await NothingIsLeftAsync(yard);
    }

    [Test]
    public async Task Settings_that_cannot_work_are_refused_before_anything_is_made()
    {
        await using var yard = await OpenAsync();
        yard.Recipe = Sample.Reached(RemoteAccess.Ssh, new SshSettings { From = "10.0.0.0/8" });
        Assert.That(async () => await yard.CommandAsync("PrepareInstance"), Throws.InstanceOf<FleetException>().With.Message.Contains("instance.ssh.from of recipes/fleets/sample.yml is 10.0.0.0/8").And.Message.Contains("exactly one address"));
        yard.Recipe = Sample.Reached(RemoteAccess.Ssh) with { Source = new AmiSource { Owner = "136693071363", NamePattern = "debian-13-*", Architecture = Architecture.X64 } };
        Assert.That(async () => await yard.CommandAsync("PrepareInstance"), Throws.InstanceOf<FleetException>().With.Message.Contains("set instance.ssh.user"));
        Assert.That(yard.Calls("CreateSecurityGroup"), Is.Empty);
        Assert.That(KeyFiles(yard), Is.Empty);
    }

    [Test]
    public async Task An_instance_without_the_address_that_is_wanted_is_told_at_once()
    {
        await using var yard = await OpenAsync();
        yard.Recipe = Sample.Reached(RemoteAccess.Ssh, new SshSettings { Address = SshAddress.Ipv6 });
        Assert.That(async () => await yard.CommandAsync("PrepareInstance"), Throws.InstanceOf<FleetException>().With.Message.Contains("it has no IPv6 address; set instance.ipv6"));
        await NothingIsLeftAsync(yard);
    }

    [Test]
    public async Task An_instance_that_does_not_answer_is_told_at_the_deadline_with_the_address_that_may_connect()
    {
        var (yard, _) = await Yard.OpenJumpingAsync("");
        await using var closing = yard;
        yard.Recipe = Sample.Reached(RemoteAccess.Ssh);
        yard.Host.Address = "127.255.255.253";
        Assert.That(async () => await yard.CommandAsync("PrepareInstance"), Throws.InstanceOf<FleetException>().With.Message.Match(@"Waited 10 minutes for SSH to reach i-\w+ in vain; 127\.255\.255\.253 (does not answer at port 22 .* lets in 127\.0\.0\.1/32 alone|shows the host key)"));
        await NothingIsLeftAsync(yard);
    }
}
