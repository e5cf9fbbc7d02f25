using Amazon.EC2.Model;
using Fleetyard.Fleets;
using Fleetyard.Fleets.CodeBuild;
using Fleetyard.Fleets.Inventory;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Waiting;
using Fleetyard.Recipes;

namespace Fleetyard.Wire.Tests.Chain;

/// <summary>Whatever the program's steps ask of LocalCloud, and are answered, is as AWS's models have it.</summary>
internal sealed class ChainTests
{
    private const string Debian = "ktls-debian-13-x86_64";
    private const string AmazonLinux = "ktls-al2023-x86_64";

    /// <summary>What is asked for when a script has run over SSH, which no instance here answers, or when an answer was lost; the sessions call it too.</summary>
    private static readonly string[] InSessions = ["ec2:RebootInstances", "codebuild:ListBuildsForProject"];

    /// <summary>What the models beside the repository have nothing of; awscli, which has its own, calls it.</summary>
    private static readonly string[] WithoutModel = ["ec2:RevokeSecurityGroupIngress", "ssm:StartSession", "ssm:TerminateSession", "ssm:DescribeSessions"];

    [TestCaseSource(typeof(ShippedRecipes), nameof(ShippedRecipes.Names))]
    public async Task A_recipe_becomes_a_fleet_with_exchanges_that_AWS_would_know(string recipe)
    {
        await using var cloud = await ChainCloud.StartAsync();
        await cloud.RunAsync(ShippedRecipes.Read(recipe), cloud.ToFleet());
        Assert.That(cloud.Recorder.Operations, Does.Contain("codebuild:CreateFleet"));
        TestContext.Out.WriteLine($"{recipe}: {cloud.Recorder.Exchanges.Count} exchanges");
        cloud.Recorder.AssertNoFault();
    }

    [Test]
    public async Task Every_operation_that_the_steps_name_is_called_and_checked()
    {
        IEnumerable<string> seen = [.. await FinishedAsync(), .. await InterruptedAsync(), .. await CaredForAsync(), .. await ReachedBySshAsync()];
        Assert.That(NamedOperations.Read().Except(seen).Except(InSessions).Except(WithoutModel), Is.Empty, "named in Fleetyard.Fleets, and called by no step here");
    }

    /// <summary>A fleet is made, changed and verified; what is verified changes too, and with it the project.</summary>
    private static async Task<IReadOnlySet<string>> FinishedAsync()
    {
        await using var cloud = await ChainCloud.StartAsync();
        var recipe = ShippedRecipes.Read(Debian);
        await cloud.RunAsync(recipe, cloud.ToFleet());
        await cloud.RunAsync(recipe with { Fleet = recipe.Fleet with { Capacity = recipe.Fleet.Capacity + 1 } }, cloud.ToFleet());
        await cloud.RunAsync(recipe with { Verify = [new("true", false)] }, [.. cloud.ToFleet(), cloud.Steps.VerifyFleet]);
        await cloud.RunAsync(recipe with { Verify = [new("true || true", false)] }, [.. cloud.ToFleet(), cloud.Steps.VerifyFleet]);
        await TakenDownAsync(cloud, recipe);
        return Checked(cloud);
    }

    /// <summary>The fleet is deleted, and the AMI with what a crash might have left goes as if it were forgotten.</summary>
    private static async Task TakenDownAsync(ChainCloud cloud, Recipe recipe)
    {
        var clients = cloud.In(recipe.Region);
        using var forgotten = cloud.Open(recipe with { Name = "forgotten" });
        await forgotten.RunAsync(cloud.Steps.PrepareInstance, CancellationToken.None);
        await clients.Ec2.CreateLaunchTemplateAsync(new CreateLaunchTemplateRequest { LaunchTemplateName = "other", LaunchTemplateData = new RequestLaunchTemplateData { InstanceType = "c7i.large" } });
        var all = await new Survey(clients, recipe.Region).ReadAsync(CancellationToken.None);
        Assert.That(all.Select(resource => resource.Kind), Is.SupersetOf(new[] { ResourceKind.Project, ResourceKind.Fleet, ResourceKind.Ami, ResourceKind.Instance }));

        // Without its snapshots, as a console does it.
        var ami = all.First(resource => resource.Kind == ResourceKind.Ami);
        await clients.Ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = ami.Id });
        await new DeleteFleet(new Waiter(TimeProvider.System)).RunAsync(recipe, cloud.In, new Silence(), CancellationToken.None);
        var left = await new Survey(clients, recipe.Region).ReadAsync(CancellationToken.None);
        Assert.That(left.Select(resource => resource.Kind), Is.SupersetOf(new[] { ResourceKind.Snapshot, ResourceKind.Instance }));
        var failures = await new Cleanup(clients, new Silence(), new Waiter(TimeProvider.System)).RunAsync(left.Select(resource => new Verdict(resource, true, "")), CancellationToken.None);
        Assert.That(failures, Is.Empty);
        var after = await new Survey(clients, recipe.Region).ReadAsync(CancellationToken.None);
        Assert.That(after.Where(resource => resource.State != "shutting-down"), Is.Empty);
    }

    /// <summary>A build and a script are interrupted while they run.</summary>
    private static async Task<IReadOnlySet<string>> InterruptedAsync()
    {
        var hangs = false;
        await using var cloud = await ChainCloud.StartAsync(_ => new ScriptedHost
        {
            Run = async (_, _, token) =>
            {
                await Task.Delay(hangs ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, token);
                return 0;
            },
        });
        using var verified = cloud.Open(ShippedRecipes.Read(Debian) with { Verify = [new("true", false)] });
        foreach (var step in cloud.ToFleet())
        {
            await verified.RunAsync(step, CancellationToken.None);
        }

        hangs = true;
        await InterruptAsync(cloud, verified, cloud.Steps.VerifyFleet, "codebuild:BatchGetBuilds");
        using var other = cloud.Open(ShippedRecipes.Read(AmazonLinux));
        await other.RunAsync(cloud.Steps.PrepareInstance, CancellationToken.None);
        var scripts = cloud.Recorder.Count("ssm:GetCommandInvocation");
        await InterruptAsync(cloud, other, cloud.Steps.InstallDeps, "ssm:GetCommandInvocation", scripts);
        await other.AbandonInstanceAsync(CancellationToken.None);
        return Checked(cloud);
    }

    /// <summary>An AMI is copied to another region, deprecated and protected, and then neither.</summary>
    private static async Task<IReadOnlySet<string>> CaredForAsync()
    {
        await using var cloud = await ChainCloud.StartAsync();
        var recipe = ShippedRecipes.Read(Debian);
        var cared = recipe with
        {
            Source = recipe.Source with { Owners = ["136693071363", "self"] },
            Ami = recipe.Ami with { DeprecateAfterDays = 30, DeregistrationProtection = true, Keep = 1 },
            OtherRegions = [new() { Region = "us-east-1", OrganizationArn = "arn:aws:organizations::851725618577:organization/o-c6wcu152r1", Fleet = recipe.Fleet }],
        };
        await cloud.RunAsync(cared, cloud.ToFleet());
        await cloud.RunAsync(cared with { Ami = recipe.Ami }, cloud.ToFleet());
        return Checked(cloud);
    }

    /// <summary>What an instance is reached with by SSH is made, in the default VPC and in a subnet's, and goes with the instance.</summary>
    private static async Task<IReadOnlySet<string>> ReachedBySshAsync()
    {
        await using var cloud = await ChainCloud.StartAsync(_ => new ScriptedHost());
        var recipe = ShippedRecipes.Read(Debian);
        var subnet = (await cloud.In(recipe.Region).Ec2.DescribeSubnetsAsync()).Subnets[0].SubnetId;
        foreach (var placement in new[] { new InstancePlacement(), new InstancePlacement { SubnetIds = [subnet] } })
        {
            using var run = cloud.Open(recipe with { Instance = recipe.Instance with { Remote = RemoteAccess.Ssh, Placement = placement } });
            await InterruptAsync(cloud, run, cloud.Steps.PrepareInstance, "ec2:RunInstances", cloud.Recorder.Count("ec2:RunInstances"));
            await run.AbandonInstanceAsync(CancellationToken.None);
        }

        return Checked(cloud);
    }

    /// <summary>Starts a step, and interrupts it when it has asked how it goes on.</summary>
    private static async Task InterruptAsync(ChainCloud cloud, FleetRun run, IFleetStep step, string asks, int before = 0)
    {
        using var interrupt = new CancellationTokenSource();
        var running = run.RunAsync(step, interrupt.Token);
        Assert.That(() => cloud.Recorder.Count(asks), Is.GreaterThan(before).After(30000, 20));
        await interrupt.CancelAsync();
        Assert.That(() => running, Throws.InstanceOf<OperationCanceledException>());
    }

    private static IReadOnlySet<string> Checked(ChainCloud cloud)
    {
        cloud.Recorder.AssertNoFault();
        return cloud.Recorder.Operations;
    }
}
