using System.Text;
using Amazon.CodeBuild.Model;
using Amazon.EC2;
using Amazon.EC2.Model;
using Fleetyard.Fleets;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.Recipes;
using CreateFleetRequest = Amazon.CodeBuild.Model.CreateFleetRequest;
using Tag = Amazon.EC2.Model.Tag;

namespace Fleetyard.Sweep;

/// <summary>A region full of what may go and of what must stay, kept in a folder so that each trial has it as it was.</summary>
internal sealed class TakeDownWorld : IDisposable
{
    private static readonly Dictionary<string, string> Expired = new() { [Tags.Expires] = "2026-01-01T00:00:00Z" };

    /// <summary>Of which nobody has the private half.</summary>
    private static readonly byte[] PublicKey = [0, 0, 0, 11, .. "ssh-ed25519"u8, 0, 0, 0, 32, .. new byte[32]];

    private TakeDownWorld(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>All that there is.</summary>
    public required IReadOnlyList<string> All { get; init; }

    /// <summary>What Cleanup has to take away, told to give unfinished runs up too.</summary>
    public required IReadOnlyList<string> Going { get; init; }

    /// <summary>What DeleteFleet has to take away.</summary>
    public required IReadOnlyList<string> Fleet { get; init; }

    public static Recipe Recipe => Scenario.All[0].Recipe;

    public static async Task<TakeDownWorld> MakeAsync()
    {
        await using var yard = await Yard.OpenAsync(time: new JumpingTime(stride: 20), under: Trial.MemoryFolder);
        yard.Host.Instead = (_, _) => Task.FromResult(0);
        yard.Host.Address = "127.0.0.1";
        var superseded = await RunAsync(yard, Recipe);
        var working = await RunAsync(yard, Recipe);
        var unfinished = await UnfinishedAsync(yard, Tagged(yard, working));
        var going = unfinished.Append(superseded).Concat((await yard.AmisAsync()).Where(ami => ami.ImageId == superseded).SelectMany(Snapshots)).Concat(await OrphansAsync(yard, working)).ToList();
        await StrangersAsync(yard, working);
        var world = new TakeDownWorld(Path.Combine(Trial.MemoryFolder ?? Path.GetTempPath(), $"world-{Guid.NewGuid():N}"))
        {
            All = await ListAsync(yard),
            Going = going,
            Fleet = [(await yard.FleetAsync()).Arn!, VerifyProject(yard)],
        };
        await yard.SaveAsync(world.Folder);
        return world;
    }

    /// <summary>Every resource of the region, tagged or not; an instance as long as it costs money.</summary>
    public static async Task<IReadOnlyList<string>> ListAsync(Yard yard)
    {
        var ec2 = yard.Clients.Ec2;
        return
        [
            .. (await yard.Clients.CodeBuild.ListFleetsAsync(new())).Fleets ?? [],
            .. (await yard.Clients.CodeBuild.ListProjectsAsync(new())).Projects ?? [],
            .. (await yard.AmisAsync()).Select(ami => ami.ImageId),
            .. ((await ec2.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { OwnerIds = ["self"] })).Snapshots ?? []).Select(snapshot => snapshot.SnapshotId),
            .. (await yard.LivingAsync()).Select(instance => instance.InstanceId),
            .. ((await ec2.DescribeSecurityGroupsAsync()).SecurityGroups ?? []).Select(group => group.GroupId),
            .. ((await ec2.DescribeKeyPairsAsync()).KeyPairs ?? []).Select(pair => pair.KeyPairId),
        ];
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string VerifyProject(Yard yard) => $"{yard.Recipe.Fleet.Name}-verify";

    private static async Task<string> RunAsync(Yard yard, Recipe recipe)
    {
        yard.Recipe = recipe with { Ami = recipe.Ami with { Name = $"{Guid.NewGuid():N}" } };
        var made = await yard.CommandAsync("VerifyFleet");
        yard.Settings = yard.Settings with { Force = true };
        return made.AmiId!;
    }

    /// <summary>A run that nobody reaches its instance of, and that its command left with all that belongs to it.</summary>
    private static async Task<IReadOnlyList<string>> UnfinishedAsync(Yard yard, IReadOnlyList<Tag> tags)
    {
        var before = await ListAsync(yard);
        yard.Recipe = Recipe with { Instance = Sample.Reached(RemoteAccess.Ssh).Instance };
        Assert.That(async () => await yard.CommandAsync("PrepareInstance", keep: true), Throws.InstanceOf<FleetException>());

        // Of an AMI that somebody deregistered, the snapshots are left.
        var instance = (await yard.LivingAsync()).Single().InstanceId;
        var orphan = await ImageAsync(yard, instance, tags);
        await yard.Clients.Ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = orphan });
        return [.. (await ListAsync(yard)).Except(before)];
    }

    /// <summary>A fleet that could not be created, with its project.</summary>
    private static async Task<IReadOnlyList<string>> OrphansAsync(Yard yard, string ami)
    {
        var before = await ListAsync(yard);
        var tags = Tagged(yard, ami).Select(tag => new Amazon.CodeBuild.Model.Tag { Key = tag.Key, Value = tag.Value }).ToList();
        var hidden = await ImageAsync(yard, (await yard.LivingAsync()).Single().InstanceId, []);
        var fleet = await FleetAsync(yard, "failed", hidden, tags);
        await yard.Clients.CodeBuild.CreateProjectAsync(new CreateProjectRequest
        {
            Name = "failed-verify",
            Source = new ProjectSource { Type = Amazon.CodeBuild.SourceType.NO_SOURCE, Buildspec = "version: 0.2" },
            Artifacts = new ProjectArtifacts { Type = Amazon.CodeBuild.ArtifactsType.NO_ARTIFACTS },
            Environment = new ProjectEnvironment { Type = "LINUX_EC2", ComputeType = "BUILD_GENERAL1_SMALL", Image = "aws/codebuild/ami/amazonlinux-x86_64-base:latest", Fleet = new ProjectFleet { FleetArn = fleet } },
            ServiceRole = yard.Recipe.Fleet.ServiceRole,
            Tags = tags,
        });
        return [.. (await ListAsync(yard)).Except(before).Except([hidden, .. (await yard.AmisAsync()).Where(one => one.ImageId == hidden).SelectMany(Snapshots)])];
    }

    /// <summary>What is not tagged, what is another owner's, and AMIs that something uses.</summary>
    private static async Task StrangersAsync(Yard yard, string ami)
    {
        var ec2 = yard.Clients.Ec2;
        var mine = Tagged(yard, ami);
        var theirs = mine.Select(tag => tag.Key == Tags.Owner ? new Tag(tag.Key, "somebody") : tag).ToList();
        var instance = (await yard.LivingAsync()).Single().InstanceId;
        var inTemplate = await ImageAsync(yard, instance, mine);
        await ec2.CreateLaunchTemplateAsync(new CreateLaunchTemplateRequest { LaunchTemplateName = "other", LaunchTemplateData = new RequestLaunchTemplateData { InstanceType = "c7i.large" } });
        foreach (var data in new[] { new RequestLaunchTemplateData { ImageId = inTemplate }, new RequestLaunchTemplateData { InstanceType = "c7i.large" } })
        {
            await ec2.CreateLaunchTemplateVersionAsync(new CreateLaunchTemplateVersionRequest { LaunchTemplateName = "other", LaunchTemplateData = data });
        }

        var running = await ImageAsync(yard, instance, mine);
        await ec2.RunInstancesAsync(new RunInstancesRequest { ImageId = running, InstanceType = "c7i.large", MinCount = 1, MaxCount = 1 });
        await ImageAsync(yard, instance, []);
        var elsewhere = await ImageAsync(yard, instance, theirs);
        await FleetAsync(yard, "theirs", elsewhere, [.. theirs.Select(tag => new Amazon.CodeBuild.Model.Tag { Key = tag.Key, Value = tag.Value })]);
        await FleetAsync(yard, "untagged", elsewhere, []);
        await ec2.RunInstancesAsync(new RunInstancesRequest { ImageId = elsewhere, InstanceType = "c7i.large", MinCount = 1, MaxCount = 1, TagSpecifications = [new TagSpecification { ResourceType = ResourceType.Instance, Tags = theirs }] });
        await ec2.CreateSecurityGroupAsync(new CreateSecurityGroupRequest { GroupName = "untagged", Description = "untagged" });
        await ec2.CreateSecurityGroupAsync(new CreateSecurityGroupRequest { GroupName = "theirs", Description = "theirs", TagSpecifications = [new TagSpecification { ResourceType = ResourceType.SecurityGroup, Tags = theirs }] });
        await ec2.ImportKeyPairAsync(new ImportKeyPairRequest { KeyName = "untagged", PublicKeyMaterial = Convert.ToBase64String(Encoding.ASCII.GetBytes($"ssh-ed25519 {Convert.ToBase64String(PublicKey)} nobody")) });
        await SettledAsync(yard);
    }

    private static async Task<string> ImageAsync(Yard yard, string instance, IReadOnlyList<Tag> tags)
    {
        await yard.Clients.Ec2.StopInstancesAsync(new StopInstancesRequest { InstanceIds = [instance] });
        await SettledAsync(yard);
        var image = await yard.Clients.Ec2.CreateImageAsync(new CreateImageRequest
        {
            InstanceId = instance,
            Name = $"{Guid.NewGuid():N}",
            TagSpecifications = tags.Count == 0 ? [] :
            [
                new TagSpecification { ResourceType = ResourceType.Image, Tags = [.. tags] },
                new TagSpecification { ResourceType = ResourceType.Snapshot, Tags = [.. tags] },
            ],
        });
        await SettledAsync(yard);
        return image.ImageId;
    }

    private static async Task<string> FleetAsync(Yard yard, string name, string ami, List<Amazon.CodeBuild.Model.Tag> tags)
    {
        var made = await yard.Clients.CodeBuild.CreateFleetAsync(
            new CreateFleetRequest { Name = name, BaseCapacity = 1, EnvironmentType = "LINUX_EC2", ComputeType = "BUILD_GENERAL1_SMALL", ImageId = ami, FleetServiceRole = yard.Recipe.Fleet.ServiceRole, Tags = tags });
        return made.Fleet!.Arn!;
    }

    private static async Task SettledAsync(Yard yard)
    {
        while ((await yard.InstancesAsync()).Any(instance => instance.State.Name.Value is "pending" or "stopping" or "shutting-down") || (await yard.AmisAsync()).Any(ami => ami.State.Value == "pending"))
        {
            await Task.Yield();
        }
    }

    private static IEnumerable<string> Snapshots(Image ami) => ami.BlockDeviceMappings.Select(mapping => mapping.Ebs.SnapshotId);

    /// <summary>The tags of a run's AMI, long expired.</summary>
    private static List<Tag> Tagged(Yard yard, string ami) =>
        [.. yard.AmisAsync().GetAwaiter().GetResult().Single(one => one.ImageId == ami).Tags.Where(tag => tag.Key != "Name").Select(tag => Expired.TryGetValue(tag.Key, out var expired) ? new Tag(tag.Key, expired) : tag)];
}
