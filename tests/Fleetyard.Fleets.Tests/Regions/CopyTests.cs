using Amazon.CodeBuild.Model;
using Amazon.EC2.Model;
using Fleetyard.Fleets.CodeBuild;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.Fleets.Waiting;
using CreateFleetRequest = Amazon.CodeBuild.Model.CreateFleetRequest;

namespace Fleetyard.Fleets.Tests.Regions;

/// <summary>A recipe of several regions: one AMI is made, each other region gets a copy and a fleet of its own.</summary>
internal sealed class CopyTests
{
    private const string East = "us-east-1";

    [Test]
    public async Task Each_region_has_an_AMI_that_its_own_organization_may_launch_and_a_fleet_on_it()
    {
        await using var yard = await Yard.OpenAsync();
        yard.Recipe = Sample.InTwoRegions;
        var state = await yard.CommandAsync();
        var copy = (await yard.AmisAsync(East)).Single();
        Assert.That(state.OtherRegions[East].AmiId, Is.EqualTo(copy.ImageId).And.Not.EqualTo(state.AmiId));
        Assert.That(await yard.LaunchersAsync(copy.ImageId, East), Is.EqualTo(new[] { Sample.EasternOrganization }));
        Assert.That(await yard.LaunchersAsync(state.AmiId!, "us-west-2"), Is.EqualTo(new[] { Sample.Organization }));
        var fleet = await yard.FleetAsync(East);
        Assert.That((fleet.ImageId, fleet.Status!.StatusCode!.Value, fleet.Arn), Is.EqualTo((copy.ImageId, "ACTIVE", state.OtherRegions[East].FleetArn)));
        Assert.That((await yard.FleetAsync()).ImageId, Is.EqualTo(state.AmiId));
        Assert.That(await yard.InstancesAsync(), Has.Count.EqualTo(1), "the AMI is made once");
    }

    [Test]
    public async Task A_copy_and_its_snapshots_carry_the_runs_tags_and_the_recipes_own()
    {
        await using var yard = await Yard.OpenAsync();
        yard.Recipe = Sample.InTwoRegions with
        {
            Ami = Sample.Recipe.Ami with { Tags = new Dictionary<string, string> { ["team"] = "tls" }, SnapshotTags = new Dictionary<string, string> { ["cost"] = "42" } },
        };
        var state = await yard.CommandAsync("SnapshotAmi");
        var copy = (await yard.AmisAsync(East)).Single();
        Assert.That(copy.Tags.ToDictionary(tag => tag.Key, tag => tag.Value), Does.ContainKey("fleetyard:fingerprint").And.ContainKey("fleetyard:expires")
            .And.ContainKey("team").And.Not.ContainKey("cost").And.ContainValue(state.AmiId).And.ContainValue(state.RunId));
        foreach (var region in new[] { East, "us-west-2" })
        {
            var snapshots = await yard.In(region).Ec2.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { OwnerIds = ["self"], Filters = [new Filter("tag:fleetyard:run", [state.RunId])] });
            Assert.That(snapshots.Snapshots.Single().Tags.Select(tag => tag.Key), Does.Contain("cost").And.Not.Contain("team"), region);
        }
    }

    [Test]
    public async Task An_answer_lost_once_leaves_one_copy()
    {
        await using var yard = await Yard.OpenAsync();
        yard.Recipe = Sample.InTwoRegions;
        yard.Wire.Lose("CopyImage");
        var state = await yard.CommandAsync();
        Assert.That(yard.Calls("CopyImage"), Has.Count.EqualTo(2), "the SDK asked again with the same client token");
        Assert.That((await yard.AmisAsync(East)).Single().ImageId, Is.EqualTo(state.OtherRegions[East].AmiId));
    }

    [Test]
    public async Task A_copy_whose_answer_never_came_is_found_by_the_next_command()
    {
        await using var yard = await Yard.OpenAsync(retries: 0);
        yard.Recipe = Sample.InTwoRegions;
        yard.Wire.Lose("CopyImage");
        Assert.That(async () => await yard.CommandAsync(), Throws.Exception);
        var state = await yard.CommandAsync();
        Assert.That(yard.Calls("CopyImage"), Has.Count.EqualTo(1));
        Assert.That((await yard.AmisAsync(East)).Single().ImageId, Is.EqualTo(state.OtherRegions[East].AmiId));
        Assert.That(await yard.InstancesAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_second_run_creates_nothing_in_any_region_and_says_why()
    {
        await using var yard = await Yard.OpenAsync();
        yard.Recipe = Sample.InTwoRegions;
        var first = await yard.CommandAsync();
        var second = await yard.CommandAsync();
        Assert.That(second.RunId, Is.Not.EqualTo(first.RunId));
        Assert.That(new[] { "RunInstances", "CreateImage", "CopyImage" }.Select(operation => yard.Calls(operation).Count), Is.All.EqualTo(1));
        Assert.That(new[] { "ModifyImageAttribute", "CreateFleet" }.Select(operation => yard.Calls(operation).Count), Is.All.EqualTo(2));
        Assert.That(yard.Log.Said, Does.Contain($"its copy {first.OtherRegions[East].AmiId} is in {East}").And.Contain($"as the recipe says in {East}"));
    }

    [Test]
    public async Task A_region_that_the_recipe_gets_later_gets_a_copy_of_the_AMI_that_is_there()
    {
        await using var yard = await Yard.OpenAsync();
        var first = await yard.CommandAsync();
        yard.Recipe = Sample.InTwoRegions;
        var second = await yard.CommandAsync();
        Assert.That(second.AmiId, Is.EqualTo(first.AmiId));
        Assert.That(await yard.InstancesAsync(), Has.Count.EqualTo(1));
        Assert.That((await yard.FleetAsync(East)).ImageId, Is.EqualTo(second.OtherRegions[East].AmiId));
    }

    [Test]
    public async Task Forced_a_second_run_copies_its_own_AMI()
    {
        await using var yard = await Yard.OpenAsync();
        yard.Recipe = Sample.InTwoRegions;
        var first = await yard.CommandAsync();
        yard.Settings = yard.Settings with { Force = true };
        yard.Recipe = yard.Recipe with { Ami = yard.Recipe.Ami with { Name = "again-{date}" } };
        var second = await yard.CommandAsync();
        Assert.That((await yard.FleetAsync(East)).ImageId, Is.EqualTo(second.OtherRegions[East].AmiId).And.Not.EqualTo(first.OtherRegions[East].AmiId));
    }

    [Test]
    public async Task A_copy_that_went_away_by_other_hands_is_made_again_and_nothing_else()
    {
        await using var yard = await Yard.OpenAsync();
        yard.Recipe = Sample.InTwoRegions;
        var before = await yard.CommandAsync("GrantAccess");
        await yard.In(East).Ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = before.OtherRegions[East].AmiId });
        var after = await yard.CommandAsync();
        Assert.That((after.RunId, after.AmiId), Is.EqualTo((before.RunId, before.AmiId)));
        Assert.That((await yard.FleetAsync(East)).ImageId, Is.EqualTo(after.OtherRegions[East].AmiId).And.Not.EqualTo(before.OtherRegions[East].AmiId));
        Assert.That(yard.Calls("CopyImage").Select(call => call.RequestBody.Split("ClientToken=")[1].Split('&')[0]).Distinct().Count(), Is.EqualTo(2), "another copy has another client token");
    }

    [Test]
    public async Task A_name_that_another_AMI_of_the_region_has_is_told_with_what_to_do()
    {
        await using var yard = await Yard.OpenAsync();
        yard.Recipe = Sample.Recipe with { Ami = Sample.Recipe.Ami with { Name = "same" } };
        var state = await yard.CommandAsync();
        var other = await yard.In(East).Ec2.CopyImageAsync(new CopyImageRequest { SourceImageId = state.AmiId, SourceRegion = "us-west-2", Name = "same" });
        yard.Recipe = yard.Recipe with { OtherRegions = [Sample.East] };
        Assert.That(async () => await yard.CommandAsync(), Throws.InstanceOf<FleetException>()
            .With.Message.Contains($"An AMI named same is in {East} already ({other.ImageId}) and no copy of {state.AmiId}").And.Message.Contains("put {date} into ami.name"));
    }

    [Test]
    public async Task A_region_that_fails_is_named_and_does_not_stop_the_others()
    {
        await using var yard = await Yard.OpenAsync();
        yard.Recipe = Sample.InTwoRegions;
        await yard.In(East).CodeBuild.CreateFleetAsync(new CreateFleetRequest { Name = "sample", BaseCapacity = 1, EnvironmentType = "LINUX_EC2", ComputeType = "BUILD_GENERAL1_SMALL" });
        Assert.That(async () => await yard.CommandAsync(), Throws.InstanceOf<FleetException>().With.Message.StartsWith($"{East}: A fleet named sample is there, but not tagged"));
        Assert.That((await yard.FleetAsync()).Status!.StatusCode!.Value, Is.EqualTo("ACTIVE"));
    }

    [Test]
    public async Task A_run_that_lacks_a_regions_fleet_goes_on()
    {
        await using var yard = await Yard.OpenAsync();
        yard.Recipe = Sample.InTwoRegions;
        var clients = yard.In(East);
        var stranger = await clients.CodeBuild.CreateFleetAsync(new CreateFleetRequest { Name = "sample", BaseCapacity = 1, EnvironmentType = "LINUX_EC2", ComputeType = "BUILD_GENERAL1_SMALL" });
        Assert.That(async () => await yard.CommandAsync(), Throws.Exception);
        await clients.CodeBuild.DeleteFleetAsync(new DeleteFleetRequest { Arn = stranger.Fleet!.Arn });
        await yard.CommandAsync();
        Assert.That(Directory.GetDirectories(yard.Runs), Has.Length.EqualTo(1), "no other run was begun");
    }

    [Test]
    public async Task Copies_go_side_by_side()
    {
        await using var yard = await Yard.OpenAsync("image-pending: 3");
        yard.Recipe = Sample.InTwoRegions with { OtherRegions = [Sample.East, Sample.East with { Region = "eu-west-1", OrganizationArn = "arn:aws:organizations::891376938588:organization/o-ullrrg5qf0" }] };
        await yard.CommandAsync("SnapshotAmi");
        var told = yard.Log.Said;
        Assert.That(told.LastIndexOf("Copying AMI", StringComparison.Ordinal), Is.LessThan(told.IndexOf("us-east-1: AMI ", told.IndexOf("Copying AMI", StringComparison.Ordinal), StringComparison.Ordinal)));
        Assert.That(told, Does.Match("us-east-1: AMI ami-\\w+ \\(.*\\) is available").And.Match("eu-west-1: AMI ami-\\w+ \\(.*\\) is available"));
    }

    [Test]
    public async Task Deleted_the_fleet_of_each_region_is_gone()
    {
        await using var yard = await Yard.OpenAsync();
        yard.Recipe = Sample.InTwoRegions;
        var state = await yard.CommandAsync();
        var deleted = await new DeleteFleet(new Waiter(TimeProvider.System)).RunAsync(yard.Recipe, yard.In, yard.Log, CancellationToken.None);
        Assert.That(deleted, Is.EqualTo(new[] { state.FleetArn, state.OtherRegions[East].FleetArn }));
        Assert.That((await yard.In(East).CodeBuild.ListFleetsAsync(new ListFleetsRequest())).Fleets ?? [], Is.Empty);
    }

    [Test]
    public async Task A_copy_is_asked_for_under_the_key_of_its_region()
    {
        await using var yard = await Yard.OpenAsync();
        yard.Recipe = Sample.Recipe with { OtherRegions = [Sample.East with { KmsKey = "alias/fleets" }] };
        KmsKey.Answer(yard, East, Sample.EasternOrganization.Split('/')[^1]);
        yard.Wire.Refuse("CopyImage", "InvalidRequest", "No.");
        Assert.That(async () => await yard.CommandAsync("SnapshotAmi"), Throws.Exception.With.Message.Contains("No"));
        Assert.That(yard.Wire.Sent("CopyImage").Single(), Does.Contain("Encrypted=true").And.Contain("KmsKeyId=alias/fleets"));
    }
}
