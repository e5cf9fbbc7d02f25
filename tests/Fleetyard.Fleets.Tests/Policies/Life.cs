using Fleetyard.Fleets.CodeBuild;
using Fleetyard.Fleets.Inventory;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.Fleets.Waiting;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Tests.Policies;

/// <summary>All that may happen to a recipe, from its first run to the end of its fleet.</summary>
internal static class Life
{
    public static Recipe Recipe { get; } = Sample.Recipe with
    {
        Fleet = Sample.Recipe.Fleet with { ServiceRole = "arn:aws:iam::000000000000:role/fleet" },
        Verify = [new VerifyCommand("true", NeedsKernel: false)],
    };

    public static async Task LiveAsync(Yard yard)
    {
        var recipe = yard.Recipe;
        await InterruptedAsync(yard);
        await WithoutImageAsync(yard);
        await yard.CommandAsync();
        await VerifiedAsync(yard);
        yard.Recipe = recipe with { Fleet = recipe.Fleet with { Capacity = 2 } };
        await yard.CommandAsync();
        yard.Recipe = recipe;
        await CaredForAsync(yard);
        await CleanedUpAsync(yard);
        await new DeleteFleet(new Waiter(TimeProvider.System)).RunAsync(recipe, yard.In, yard.Log, CancellationToken.None);
    }

    /// <summary>A script runs when Ctrl-C comes: it is cancelled, and the instance terminated.</summary>
    private static async Task InterruptedAsync(Yard yard)
    {
        using var interrupt = new CancellationTokenSource();
        yard.Host.Instead = async (_, token) =>
        {
            await interrupt.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
            return 0;
        };
        try
        {
            await yard.CommandAsync(cancellationToken: interrupt.Token);
        }
        catch (OperationCanceledException)
        {
            yard.Host.Instead = null;
        }
    }

    /// <summary>The AMI fails, and is deregistered with its snapshots.</summary>
    private static async Task WithoutImageAsync(Yard yard)
    {
        yard.Host.Capture = () => throw new IOException("The disk is full.");
        try
        {
            await yard.CommandAsync();
        }
        catch (FleetException)
        {
            yard.Host.Capture = () => Task.CompletedTask;
        }
    }

    /// <summary>The fleet is verified, again with another command, and at last while Ctrl-C comes.</summary>
    private static async Task VerifiedAsync(Yard yard)
    {
        if (yard.Recipe.Verify.Count == 0)
        {
            return;
        }

        var recipe = yard.Recipe;
        await VerifyAsync(yard, CancellationToken.None);
        yard.Recipe = recipe with { Verify = [new VerifyCommand("echo other", NeedsKernel: false)] };
        await VerifyAsync(yard, CancellationToken.None);
        using var interrupt = new CancellationTokenSource();
        yard.Host.Instead = async (_, token) =>
        {
            await interrupt.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
            return 0;
        };
        try
        {
            await VerifyAsync(yard, interrupt.Token);
        }
        catch (OperationCanceledException)
        {
            yard.Host.Instead = null;
        }

        yard.Recipe = recipe;
        await WithoutAnswerAsync(yard);
    }

    /// <summary>A build is started and nobody hears of it.</summary>
    private static async Task WithoutAnswerAsync(Yard yard)
    {
        yard.Wire.Lose("StartBuild", times: 3 * (yard.Recipe.OtherRegions.Count + 1));
        try
        {
            await VerifyAsync(yard, CancellationToken.None);
        }
        catch (Exception e) when (e is HttpRequestException or FleetException)
        {
            await VerifyAsync(yard, CancellationToken.None);
        }
    }

    private static async Task VerifyAsync(Yard yard, CancellationToken cancellationToken)
    {
        using var run = yard.Begin();
        await run.RunAsync(yard.Chain.VerifyFleet, cancellationToken);
    }

    /// <summary>The recipe loses its dates and its protection, and gets them back.</summary>
    private static async Task CaredForAsync(Yard yard)
    {
        var recipe = yard.Recipe;
        yard.Recipe = recipe with { Ami = recipe.Ami with { DeprecateAfterDays = null, DeregistrationProtection = false } };
        await yard.CommandAsync();
        yard.Recipe = recipe;
        await yard.CommandAsync();
    }

    /// <summary>Everything is looked at, and what is left of a run that nobody goes on with is removed.</summary>
    private static async Task CleanedUpAsync(Yard yard)
    {
        var all = await new Survey(yard.Clients, yard.Recipe.Region).ReadAsync(CancellationToken.None);
        var verdicts = Verdict.Of(all, yard.Settings.Owner, new Dictionary<string, string?>(), TimeProvider.System.GetUtcNow());
        await new Cleanup(yard.Clients, yard.Log, new Waiter(TimeProvider.System)).RunAsync(verdicts, CancellationToken.None);
    }
}
