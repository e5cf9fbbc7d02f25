using System.Net;
using Amazon.CodeBuild.Model;
using Amazon.EC2.Model;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.Recipes;
using CreateFleetRequest = Amazon.CodeBuild.Model.CreateFleetRequest;
using FleetProxyRule = Fleetyard.Recipes.FleetProxyRule;
using Tag = Amazon.CodeBuild.Model.Tag;

namespace Fleetyard.Fleets.Tests;

/// <summary>The fleet: created once under its name, brought to what the recipe says, and never somebody else's.</summary>
internal sealed class FleetTests
{
    private static readonly Func<FleetSettings, FleetSettings>[] Changes =
    [
        fleet => fleet with { Capacity = 2 },
        fleet => fleet with { Overflow = FleetOverflow.OnDemand },
        fleet => fleet with { Scaling = new FleetScaling(4, 70) },
        fleet => fleet with { Proxy = new FleetProxy("DENY_ALL", [new FleetProxyRule("DOMAIN", "ALLOW", ["cache.nixos.org"])]) },
        fleet => fleet with { Vpc = new FleetVpc("vpc-0123456789abcdef0", ["subnet-0123456789abcdef0"], ["sg-0123456789abcdef0"]) },
        fleet => fleet with { Tags = new Dictionary<string, string> { ["team"] = "tls" } },
        fleet => fleet with { ServiceRole = "arn:aws:iam::111122223333:role/other" },
        fleet => fleet with { Compute = fleet.Compute with { DiskGiB = 200 } },
    ];

    private static readonly string[] Told =
    [
        "baseCapacity: 1 → 2",
        "overflowBehavior: QUEUE → ON_DEMAND",
        "scalingType: none → TARGET_TRACKING_SCALING; maxCapacity: none → 4; targetUtilization: none → FLEET_UTILIZATION_RATE 70",
        "proxyConfiguration: none → DENY_ALL, ALLOW DOMAIN cache.nixos.org",
        "vpcConfig: none → vpc-0123456789abcdef0 subnet-0123456789abcdef0 sg-0123456789abcdef0",
        "tag team: none → tls",
        "fleetServiceRole: arn:aws:iam::111122223333:role/fleet → arn:aws:iam::111122223333:role/other",
        "disk: none → 200",
    ];

    [Test]
    public async Task A_tag_that_left_the_recipe_leaves_the_fleet()
    {
        await using var yard = await Yard.OpenAsync();
        var without = yard.Recipe;
        yard.Recipe = without with { Fleet = without.Fleet with { Tags = new Dictionary<string, string> { ["team"] = "tls" } } };
        await yard.CommandAsync();
        yard.Recipe = without;
        await yard.CommandAsync();
        Assert.That(yard.Log.Said, Does.Contain("tag team: tls → none"));
        Assert.That((await yard.FleetAsync()).Tags.Select(tag => tag.Key), Does.Not.Contain("team"));
    }

    [Test]
    public async Task A_difference_is_told_and_updated_and_then_there_is_none([Range(0, 7)] int index)
    {
        await using var yard = await Yard.OpenAsync();
        await yard.CommandAsync();
        yard.Recipe = yard.Recipe with { Fleet = Changes[index](yard.Recipe.Fleet) };
        await yard.CommandAsync();
        Assert.That(yard.Log.Said, Does.Contain($"Updating fleet sample: {Told[index]}\n"));
        await yard.CommandAsync();
        Assert.That(yard.Calls("UpdateFleet"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Scaling_proxy_and_utilization_can_be_changed_and_taken_away()
    {
        await using var yard = await Yard.OpenAsync();
        var plain = yard.Recipe;
        yard.Recipe = plain with { Fleet = Changes[3](Changes[2](plain.Fleet)) };
        await yard.CommandAsync();
        yard.Recipe = yard.Recipe with { Fleet = yard.Recipe.Fleet with { Scaling = new FleetScaling(4, 55.5) } };
        await yard.CommandAsync();
        Assert.That(yard.Log.Said, Does.Contain("targetUtilization: FLEET_UTILIZATION_RATE 70 → FLEET_UTILIZATION_RATE 55.5\n"));
        yard.Recipe = plain;
        await yard.CommandAsync();
        Assert.That(yard.Log.Said, Does.Contain("scalingType: TARGET_TRACKING_SCALING → none").And.Contain("proxyConfiguration: DENY_ALL, ALLOW DOMAIN cache.nixos.org → none"));
        await yard.CommandAsync();
        Assert.That(yard.Calls("UpdateFleet"), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task What_CodeBuild_fills_in_is_no_difference()
    {
        await using var yard = await Yard.OpenAsync();
        await yard.CommandAsync();
        var fleet = await yard.FleetAsync();
        await yard.Clients.CodeBuild.UpdateFleetAsync(new UpdateFleetRequest { Arn = fleet.Arn, ComputeConfiguration = new ComputeConfiguration { InstanceType = "c7i.large", Disk = 64 } });
        await yard.CommandAsync();
        Assert.That(yard.Calls("UpdateFleet"), Has.Count.EqualTo(1), "the test's own");
    }

    [Test]
    public async Task An_answer_lost_once_leaves_one_fleet()
    {
        await using var yard = await Yard.OpenAsync();
        yard.Wire.Lose("CreateFleet");
        var state = await yard.CommandAsync();
        Assert.That(yard.Calls("CreateFleet"), Has.Count.EqualTo(2), "the SDK asked again, and the name was taken");
        Assert.That((await yard.Clients.CodeBuild.ListFleetsAsync(new ListFleetsRequest())).Fleets, Is.EqualTo(new[] { state.FleetArn }));
        Assert.That(yard.Calls("UpdateFleet"), Is.Empty);
    }

    [Test]
    public async Task A_fleet_that_got_the_name_in_between_and_is_not_ours_is_left_alone()
    {
        await using var yard = await Yard.OpenAsync();
        await yard.CommandAsync("GrantAccess");
        var stranger = new CreateFleetRequest { Name = "sample", BaseCapacity = 1, EnvironmentType = "LINUX_EC2", ComputeType = "BUILD_GENERAL1_SMALL", Tags = [new Tag { Key = "team", Value = "x" }] };
        yard.Wire.Before = operation =>
        {
            if (operation == "CreateFleet")
            {
                yard.Wire.Before = _ => { };
                yard.Clients.CodeBuild.CreateFleetAsync(stranger).GetAwaiter().GetResult();
            }
        };
        Assert.That(async () => await yard.CommandAsync(), Throws.InstanceOf<FleetException>().With.Message.Contains("not tagged as this recipe's"));
        Assert.That(yard.Calls("UpdateFleet"), Is.Empty);
    }

    [Test]
    public async Task The_wait_after_an_update_does_not_take_the_old_ACTIVE_for_the_new()
    {
        await using var yard = await Yard.OpenAsync();
        await yard.CommandAsync();
        var body = "";
        yard.Observe = exchange => body = exchange.Operation == "BatchGetFleets" && body.Length == 0 ? exchange.AnswerBody : body;
        yard.Recipe = yard.Recipe with { Fleet = yard.Recipe.Fleet with { Capacity = 3 } };
        yard.Wire.Before = operation =>
        {
            if (operation == "UpdateFleet")
            {
                yard.Wire.Answer("BatchGetFleets", HttpStatusCode.OK, body, times: 5);
            }
        };
        var asked = yard.Calls("BatchGetFleets").Count;
        var seen = -1;
        yard.Observe += exchange => seen = exchange.Operation == "BatchGetFleets" && yard.Calls("UpdateFleet").Count > 0 && seen < 0 ? yard.Calls("BatchGetFleets").Count - asked : seen;
        await yard.CommandAsync();
        Assert.That((await yard.FleetAsync()).BaseCapacity, Is.EqualTo(3));
        Assert.That(seen, Is.Positive, "it went on asking after five answers with the old values");
    }

    [Test]
    public async Task A_fleet_that_updates_is_waited_for()
    {
        var (yard, clock) = await Yard.OpenJumpingAsync("fleet-creating: 60\nfleet-updating: 30");
        await using var closing = yard;
        await yard.CommandAsync();
        yard.Recipe = yard.Recipe with { Fleet = yard.Recipe.Fleet with { Capacity = 3 } };
        var began = clock.GetUtcNow();
        await yard.CommandAsync();
        Assert.That(clock.GetUtcNow() - began, Is.GreaterThan(TimeSpan.FromSeconds(30)));
        Assert.That(yard.Log.Said, Does.Contain("Fleet sample: CREATING").And.Contain("Fleet sample: UPDATING"));
    }

    [Test]
    public async Task A_fleet_that_is_being_deleted_is_told_with_what_to_do()
    {
        await using var yard = await Yard.OpenAsync("fleet-deleting: 600");
        await yard.CommandAsync();
        await yard.Clients.CodeBuild.DeleteFleetAsync(new DeleteFleetRequest { Arn = (await yard.FleetAsync()).Arn });
        Assert.That(async () => await yard.CommandAsync(), Throws.InstanceOf<FleetException>().With.Message.Contains("is being deleted (PENDING_DELETION)").And.Message.Contains("in some minutes"));
    }

    [Test]
    public async Task A_fleet_that_failed_is_told_with_its_own_reason_and_the_next_command_makes_another()
    {
        await using var yard = await Yard.OpenAsync();
        yard.Observe = exchange =>
        {
            if (exchange.Operation == "DescribeImageAttribute" && exchange.AnswerBody.Contains("organizationArn", StringComparison.Ordinal))
            {
                // Somebody takes the permission away just after it was read back.
                yard.Observe = _ => { };
                var image = System.Text.RegularExpressions.Regex.Match(exchange.AnswerBody, "ami-[0-9a-f]+").Value;
                yard.Clients.Ec2.ModifyImageAttributeAsync(new ModifyImageAttributeRequest { ImageId = image, LaunchPermission = new LaunchPermissionModifications { Remove = [new LaunchPermission { OrganizationArn = Sample.Organization }] } }).GetAwaiter().GetResult();
            }
        };
        Assert.That(async () => await yard.CommandAsync(), Throws.InstanceOf<FleetException>()
            .With.Message.Contains("CREATE_FAILED (CREATE_FAILED)")
            .And.Message.Contains("is not shared with CodeBuild's organization")
            .And.Message.Contains("deletes the failed fleet"));
        var state = await yard.CommandAsync();
        Assert.That((await yard.FleetAsync()).Status!.StatusCode!.Value, Is.EqualTo("ACTIVE"));
        Assert.That((await yard.Clients.CodeBuild.ListFleetsAsync(new ListFleetsRequest())).Fleets, Is.EqualTo(new[] { state.FleetArn }));
    }

    [Test]
    public async Task A_role_that_IAM_has_not_spread_yet_is_waited_for()
    {
        await using var yard = await Yard.OpenAsync();
        yard.Wire.Answer("CreateFleet", HttpStatusCode.BadRequest, """{"__type":"InvalidInputException","message":"CodeBuild is not authorized to perform: sts:AssumeRole on service role."}""", times: 3);
        await yard.CommandAsync();
        Assert.That((await yard.FleetAsync()).Status!.StatusCode!.Value, Is.EqualTo("ACTIVE"));
        Assert.That(yard.Log.Said, Does.Contain("not authorized to perform: sts:AssumeRole"));
    }

    [Test]
    public async Task A_role_that_stays_refused_is_told_with_AWSs_last_words()
    {
        await using var yard = await Yard.OpenAsync(time: new JumpingTime(stride: 10), retries: 0);
        yard.Host.Instead = (_, _) => Task.FromResult(0);
        yard.Wire.RefuseInJson("CreateFleet", "InvalidInputException", "CodeBuild is not authorized to perform: sts:AssumeRole on service role.", times: 2000);
        Assert.That(async () => await yard.CommandAsync(), Throws.InstanceOf<FleetException>().With.Message.EqualTo(
            "Waited 2 minutes for IAM to let CodeBuild use the role of fleet sample in vain; AWS answered InvalidInputException: CodeBuild is not authorized to perform: sts:AssumeRole on service role (request request-of-InvalidInputException); check fleet.serviceRole and its policy."));
    }

    [Test]
    public async Task A_recipe_without_AMI_says_how_to_get_one()
    {
        await using var yard = await Yard.OpenAsync();
        using var run = yard.Begin();
        Assert.That(async () => await yard.Chain.CreateFleet.RunAsync(run, CancellationToken.None), Throws.InstanceOf<FleetException>().With.Message.Contains("without --exclusive"));
        Assert.That(async () => await yard.Chain.GrantAccess.RunAsync(run, CancellationToken.None), Throws.InstanceOf<FleetException>().With.Message.Contains("without --exclusive"));
        Assert.That(async () => await yard.Chain.SnapshotAmi.RunAsync(run, CancellationToken.None), Throws.InstanceOf<FleetException>().With.Message.Contains("without --exclusive"));
        Assert.That(async () => await yard.Chain.InstallDeps.RunAsync(run, CancellationToken.None), Throws.InstanceOf<FleetException>().With.Message.Contains("without --exclusive"));
    }
}
