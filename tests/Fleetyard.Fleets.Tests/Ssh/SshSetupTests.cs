using System.Net;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.Recipes;
using static Fleetyard.Fleets.Tests.Ssh.SshYard;

namespace Fleetyard.Fleets.Tests.Ssh;

/// <summary>What a run makes so that its instance can be reached by SSH: once, and for one address.</summary>
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

    [Test]
    public async Task The_next_command_goes_on_with_the_keys_which_are_the_owners_alone()
    {
        await using var yard = await OpenAsync();
        await RefusedAsync(yard);
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
    public async Task A_key_pair_and_a_group_that_were_cleaned_up_are_made_anew()
    {
        await using var yard = await OpenAsync();
        await RefusedAsync(yard);
        var group = (await GroupsAsync(yard)).Single().GroupId;
        await yard.Clients.Ec2.DeleteKeyPairAsync(new() { KeyName = (await PairsAsync(yard)).Single().KeyName });
        await yard.Clients.Ec2.DeleteSecurityGroupAsync(new() { GroupId = group });
        await LaunchedAsync(yard);
        Assert.That(await PairsAsync(yard), Has.Count.EqualTo(1));
        Assert.That((await GroupsAsync(yard)).Single().GroupId, Is.Not.EqualTo(group));
    }

    [Test]
    public async Task A_group_that_was_opened_to_another_address_before_the_launch_is_opened_to_this_one_alone()
    {
        await using var yard = await OpenAsync();
        yard.Recipe = Sample.Reached(RemoteAccess.Ssh, new SshSettings { From = "203.0.113.7/32" });
        await RefusedAsync(yard);
        yard.Recipe = Sample.Reached(RemoteAccess.Ssh);
        var state = await LaunchedAsync(yard);
        Assert.That((await GroupsAsync(yard)).Single().IpPermissions.Single().Ipv4Ranges.Single().CidrIp, Is.EqualTo("127.0.0.1/32"));
        Assert.That(state.Ssh!.From, Is.EqualTo("127.0.0.1/32"));
        Assert.That(yard.Log.Said, Does.Contain("SSH is opened to 127.0.0.1/32 in place of 203.0.113.7/32"));
    }

    [Test]
    public async Task An_instance_that_does_not_answer_is_opened_to_the_address_that_this_machine_has_by_now()
    {
        await using var yard = await OpenAsync();
        yard.Recipe = Sample.Reached(RemoteAccess.Ssh, new SshSettings { From = "203.0.113.7/32" });
        yard.Host.Address = "127.255.255.255";
        await LaunchedAsync(yard);
        yard.Recipe = Sample.Reached(RemoteAccess.Ssh);
        using var interrupt = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        yard.Written = _ =>
        {
            if (yard.Journal().Contains("\"from\":\"127.0.0.1/32\"", StringComparison.Ordinal))
            {
                interrupt.Cancel();
            }
        };
        Assert.That(async () => await yard.CommandAsync("PrepareInstance", keep: true, interrupt.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That((await GroupsAsync(yard)).Single().IpPermissions.Single().Ipv4Ranges.Single().CidrIp, Is.EqualTo("127.0.0.1/32"));
        Assert.That(yard.Log.Said, Does.Contain("SSH is opened to 127.0.0.1/32 in place of 203.0.113.7/32"));
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

    /// <summary>A command whose launch is refused, and that leaves what it made for it.</summary>
    private static async Task RefusedAsync(Yard yard)
    {
        yard.Wire.Answer("RunInstances", HttpStatusCode.BadRequest, Error("VcpuLimitExceeded"));
        Assert.That(async () => await yard.CommandAsync("PrepareInstance", keep: true), Throws.Exception);
    }
}
