using System.Net;
using Amazon.EC2.Model;
using Fleetyard.Fleets.Inventory;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.Fleets.Waiting;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Tests.Ssh;

/// <summary>What a run makes so that its instance can be reached by SSH: once, for one address, and gone with the instance.</summary>
internal sealed class SshSetupTests
{
    private const UnixFileMode OwnersAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Test]
    public async Task The_launch_has_a_key_pair_and_a_group_that_is_open_to_one_address_and_both_are_tagged()
    {
        await using var yard = await OpenAsync();
        var state = await LaunchedAsync(yard);
        var group = (await GroupsAsync(yard)).Single();
        var rule = group.IpPermissions.Single();
        Assert.That((rule.IpProtocol, rule.FromPort, rule.ToPort, rule.Ipv4Ranges.Single().CidrIp), Is.EqualTo(("tcp", 22, 22, "127.0.0.1/32")));
        var pair = (await PairsAsync(yard)).Single();
        var body = WebUtility.UrlDecode(yard.Calls("RunInstances").Single().RequestBody);
        Assert.That(body, Does.Contain($"SecurityGroupId.1={group.GroupId}").And.Contain($"KeyName={pair.KeyName}"));
        Assert.That(new[] { group.GroupName, pair.KeyName }, Has.All.EqualTo($"fleetyard-{state.RunId}-0"));
        Assert.That(new[] { group.Tags, pair.Tags }.Select(tags => tags.Single(tag => tag.Key == "fleetyard:run").Value), Has.All.EqualTo(state.RunId));
    }

    [Test]
    public async Task The_intent_is_on_disk_when_group_and_key_pair_are_asked_for()
    {
        await using var yard = await OpenAsync();
        var intents = new Dictionary<string, string>();
        var state = await LaunchedAsync(yard, operation => intents[operation] = operation is "CreateSecurityGroup" or "ImportKeyPair" ? yard.Journal().TrimEnd().Split('\n')[^1] : "");
        Assert.That(intents["CreateSecurityGroup"], Does.Contain($"\"intent\":\"CreateSecurityGroup: fleetyard-{state.RunId}-0 in vpc-"));
        Assert.That(intents["ImportKeyPair"], Does.Contain($"\"intent\":\"ImportKeyPair: fleetyard-{state.RunId}-0\""));
    }

    [Test]
    public async Task Answers_lost_once_leave_one_group_and_one_key_pair()
    {
        await using var yard = await OpenAsync();
        yard.Wire.Lose("CreateSecurityGroup");
        yard.Wire.Lose("AuthorizeSecurityGroupIngress");
        yard.Wire.Lose("ImportKeyPair");
        await LaunchedAsync(yard);
        Assert.That((await GroupsAsync(yard)).Single().IpPermissions, Has.Count.EqualTo(1));
        Assert.That(await PairsAsync(yard), Has.Count.EqualTo(1));
        Assert.That(new[] { "CreateSecurityGroup", "AuthorizeSecurityGroupIngress", "ImportKeyPair" }.Select(operation => yard.Calls(operation).Count), Is.All.EqualTo(2));
    }

    [TestCase("CreateSecurityGroup")]
    [TestCase("ImportKeyPair")]
    public async Task What_was_never_answered_is_found_and_removed(string operation)
    {
        await using var yard = await OpenAsync(retries: 0);
        yard.Wire.Lose(operation);
        Assert.That(async () => await yard.CommandAsync("PrepareInstance"), Throws.Exception);
        Assert.That(yard.Calls(operation), Has.Count.EqualTo(1));
        await NothingIsLeftAsync(yard);
    }

    [Test]
    public async Task The_next_command_goes_on_with_the_keys_which_are_the_owners_alone()
    {
        await using var yard = await OpenAsync();
        yard.Wire.Answer("RunInstances", HttpStatusCode.BadRequest, Error("VcpuLimitExceeded"));
        Assert.That(async () => await yard.CommandAsync("PrepareInstance", keep: true), Throws.Exception);
        var before = KeyFiles(yard).ToDictionary(path => path, File.ReadAllText);
        Assert.That(before, Has.Count.EqualTo(2));
        foreach (var path in before.Keys)
        {
            Assert.That(OperatingSystem.IsWindows() ? OwnersAlone : File.GetUnixFileMode(path), Is.EqualTo(OwnersAlone));
        }

        await LaunchedAsync(yard);
        Assert.That(KeyFiles(yard).ToDictionary(path => path, File.ReadAllText), Is.EqualTo(before));
        Assert.That(new[] { "CreateSecurityGroup", "ImportKeyPair" }.Select(operation => yard.Calls(operation).Count), Is.All.EqualTo(1));
        var secrets = before.Values.SelectMany(text => text.Split('\n')).Where(line => line.Length > 60).ToList();
        var told = yard.Journal() + File.ReadAllText(Directory.GetFiles(yard.Runs, "run.json", SearchOption.AllDirectories).Single()) + yard.Log.Said;
        Assert.That(secrets.Where(told.Contains), Is.Empty);
    }

    [Test]
    public async Task An_instance_whose_keys_are_lost_is_told_and_taken_down()
    {
        await using var yard = await OpenAsync();
        await LaunchedAsync(yard);
        File.Delete(KeyFiles(yard)[0]);
        Assert.That(async () => await yard.CommandAsync("PrepareInstance"), Throws.InstanceOf<FleetException>().With.Message.Contains("the keys that it was launched with are not in"));
        await NothingIsLeftAsync(yard);
    }

    [Test]
    public async Task A_group_that_an_instance_on_its_way_out_still_has_is_waited_for()
    {
        await using var yard = await OpenAsync();
        await LaunchedAsync(yard);
        yard.Wire.Answer("DeleteSecurityGroup", HttpStatusCode.BadRequest, Error("DependencyViolation"), times: 3);
        using (var run = yard.Begin())
        {
            await run.AbandonInstanceAsync(CancellationToken.None);
            Assert.That(run.State.Ssh, Is.Null);
        }

        await NothingIsLeftAsync(yard);
    }

    [Test]
    public async Task What_cannot_be_removed_is_told_and_Cleanup_removes_it()
    {
        await using var yard = await OpenAsync();
        await LaunchedAsync(yard);
        yard.Wire.Answer("DeleteSecurityGroup", HttpStatusCode.Forbidden, Error("UnauthorizedOperation"));
        using (var run = yard.Begin())
        {
            await run.AbandonInstanceAsync(CancellationToken.None);
        }

        Assert.That(yard.Log.Said, Does.Contain("Could not remove sg-").And.Contain("UnauthorizedOperation").And.Contain("--target=Cleanup"));
        Assert.That(await GroupsAsync(yard), Has.Count.EqualTo(1));
        Assert.That(await CleanUpAsync(yard), Is.Empty);
        await NothingIsLeftAsync(yard);
    }

    [Test]
    public async Task Cleanup_takes_an_expired_instance_down_before_what_it_is_reached_with()
    {
        await using var yard = await OpenAsync();
        yard.Settings = yard.Settings with { Lifetime = TimeSpan.FromSeconds(-1) };
        await LaunchedAsync(yard);
        Assert.That(await CleanUpAsync(yard), Is.Empty);
        Assert.That(yard.Log.Said, Does.Match("(?s)Removed instance i-.*Removed securitygroup sg-.*Removed keypair key-"));
        Assert.That(await GroupsAsync(yard), Is.Empty);
        Assert.That(await PairsAsync(yard), Is.Empty);
    }

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

    [Test]
    public async Task EC2_Instance_Connect_needs_no_key_pair()
    {
        await using var yard = await OpenAsync();
        yard.Recipe = Sample.Reached(RemoteAccess.Ec2InstanceConnect);
        await LaunchedAsync(yard);
        Assert.That(await PairsAsync(yard), Is.Empty);
        Assert.That(await GroupsAsync(yard), Has.Count.EqualTo(1));
        Assert.That(yard.Calls("RunInstances").Single().RequestBody, Does.Not.Contain("KeyName"));
    }

    private static async Task<Yard> OpenAsync(int retries = 2)
    {
        var yard = await Yard.OpenAsync(retries: retries);
        yard.Recipe = Sample.Reached(RemoteAccess.Ssh);
        return yard;
    }

    /// <summary>A command that is interrupted as its instance is launched, and leaves it.</summary>
    private static async Task<RunState> LaunchedAsync(Yard yard, Action<string>? before = null)
    {
        using var interrupt = new CancellationTokenSource();
        yard.Wire.Before = operation =>
        {
            before?.Invoke(operation);
            if (operation == "RunInstances")
            {
                interrupt.Cancel();
            }
        };
        Assert.That(async () => await yard.CommandAsync("PrepareInstance", keep: true, interrupt.Token), Throws.InstanceOf<OperationCanceledException>());
        yard.Wire.Before = _ => { };
        using var run = yard.Begin();
        return run.State;
    }

    /// <summary>Removes what may go, as the target Cleanup does.</summary>
    /// <returns>What could not be removed.</returns>
    private static async Task<IReadOnlyList<string>> CleanUpAsync(Yard yard)
    {
        var found = await new Survey(yard.Clients, yard.Recipe.Region).ReadAsync(CancellationToken.None);
        var runs = new RunStore(yard.Runs, TimeProvider.System).States(yard.Settings.Cloud, yard.Log).ToDictionary(state => state.RunId, state => state.InstanceId);
        return await new Cleanup(yard.Clients, yard.Log, new Waiter(TimeProvider.System)).RunAsync(Verdict.Of(found, yard.Settings.Owner, runs, DateTimeOffset.UtcNow), CancellationToken.None);
    }

    private static async Task NothingIsLeftAsync(Yard yard)
    {
        Assert.That(await yard.LivingAsync(), Is.Empty);
        Assert.That(await GroupsAsync(yard), Is.Empty);
        Assert.That(await PairsAsync(yard), Is.Empty);
        Assert.That(KeyFiles(yard), Is.Empty);
    }

    private static async Task<List<SecurityGroup>> GroupsAsync(Yard yard) =>
        (await yard.Clients.Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { Filters = [new Filter("tag-key", ["fleetyard:run"])] })).SecurityGroups ?? [];

    private static async Task<List<KeyPairInfo>> PairsAsync(Yard yard) => (await yard.Clients.Ec2.DescribeKeyPairsAsync(new DescribeKeyPairsRequest())).KeyPairs ?? [];

    private static string[] KeyFiles(Yard yard) => Directory.GetFiles(yard.Runs, "*ed25519*", SearchOption.AllDirectories);

    private static string Error(string code) => $"<Response><Errors><Error><Code>{code}</Code><Message>no</Message></Error></Errors><RequestID>r-1</RequestID></Response>";
}
