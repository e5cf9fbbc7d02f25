using Amazon.CodeBuild;
using Fleetyard.Fleets;
using Fleetyard.Fleets.Runs;

namespace Fleetyard.Wire.Tests.Chain;

/// <summary>Whatever the program's steps ask of LocalCloud, and are answered, is as AWS's models have it.</summary>
internal sealed class ChainTests
{
    private const string Debian = "ktls-debian-13-x86_64";
    private const string AmazonLinux = "ktls-al2023-x86_64";

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
        IEnumerable<string> seen = [.. await FinishedAsync(), .. await InterruptedAsync()];
        Assert.That(NamedOperations.Read().Except(seen), Is.Empty, "named in Fleetyard.Fleets, and called by no step here");
    }

    /// <summary>A fleet is made, changed and verified; what is verified changes too, and with it the project.</summary>
    private static async Task<IReadOnlySet<string>> FinishedAsync()
    {
        await using var cloud = await ChainCloud.StartAsync();
        var recipe = ShippedRecipes.Read(Debian);
        await cloud.RunAsync(recipe, cloud.ToFleet());
        await cloud.RunAsync(recipe with { Fleet = recipe.Fleet with { Capacity = recipe.Fleet.Capacity + 1 } }, cloud.ToFleet());
        try
        {
            await cloud.RunAsync(recipe with { Verify = [new("true", false)] }, [.. cloud.ToFleet(), cloud.Steps.VerifyFleet]);
            await cloud.RunAsync(recipe with { Verify = [new("true || true", false)] }, [.. cloud.ToFleet(), cloud.Steps.VerifyFleet]);
        }
        catch (AmazonCodeBuildException e) when (e.ErrorCode == "UnknownOperationException")
        {
            Assert.Ignore($"VerifyFleet cannot run: {e.Message}");
        }

        return Checked(cloud);
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
