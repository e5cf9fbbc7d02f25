using Fleetyard.Fleets.CodeBuild;
using Fleetyard.Fleets.Inventory;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Tests.World;

namespace Fleetyard.Sweep;

/// <summary>Cleanup or DeleteFleet with something in its way, then again: what may go is gone, and nothing else.</summary>
internal sealed class TakeDownTrial(TrialName name, TakeDownWorld world, Yard yard, TimeProvider time) : Trial(name, yard, time)
{
    public const string OfCleanup = "cleanup";
    public const string OfDeleteFleet = "delete";

    private readonly TrialName name = name;

    private bool IsCleanup => name.Scenario == OfCleanup;

    public static async Task<TrialResult> RunAsync(TrialName name, TakeDownWorld world)
    {
        var time = new JumpingTime();
        await using var yard = await OpenAsync(name, time, saved: world.Folder);
        yard.Recipe = TakeDownWorld.Recipe;
        return await new TakeDownTrial(name, world, yard, time).RunAsync();
    }

    private async Task<TrialResult> RunAsync()
    {
        var first = await CommandAsync();
        var result = new TrialResult(name) { IsReached = IsReached, Calls = Yard.Wire.Counts };
        if (!IsReached)
        {
            return result;
        }

        var staying = world.All.Except(IsCleanup ? world.Going : world.Fleet).ToList();
        ExpectKept(staying, await SettledAsync());
        var second = await CommandAsync();
        var left = await SettledAsync();
        Expect(BreachKind.Failed, second == Success, $"the second command failed: {second}");
        Expect(BreachKind.Leaked, !left.Except(staying).Any(), $"left {string.Join(", ", left.Except(staying))}");
        ExpectKept(staying, left);
        return result with { Breaches = [.. Breaches.Select(breach => breach with { What = $"{breach.What} (first command: {first})" })] };
    }

    private const string Success = "success";

    private void ExpectKept(IReadOnlyList<string> staying, IReadOnlyList<string> left) =>
        Expect(BreachKind.Failed, !staying.Except(left).Any(), $"took away {string.Join(", ", staying.Except(left))}");

    private async Task<string> CommandAsync()
    {
        try
        {
            var failures = IsCleanup ? await CleanUpAsync() : await DeleteAsync();
            return failures.Count == 0 ? Success : Told(string.Join("; ", failures));
        }
        catch (Exception e)
        {
            return Told(e);
        }
    }

    private async Task<IReadOnlyList<string>> CleanUpAsync()
    {
        var instances = new RunStore(Yard.Runs, Time).Instances(Yard.Settings.Cloud, Yard.Log);
        var found = await new Survey(Yard.Clients, Yard.Recipe.Region).ReadAsync(CancellationToken.None);
        var verdicts = Verdict.Of(found, Yard.Settings.Owner, instances, DateTimeOffset.UtcNow.AddDays(400), withUnfinished: true);
        return await new Cleanup(Yard.Clients, Yard.Log, Waiter).RunAsync(verdicts, CancellationToken.None);
    }

    private async Task<IReadOnlyList<string>> DeleteAsync()
    {
        await new DeleteFleet(Waiter).RunAsync(Yard.Recipe, Yard.In, Yard.Log, CancellationToken.None);
        return [];
    }

    /// <summary>What is there when nothing is on its way out any more.</summary>
    private async Task<IReadOnlyList<string>> SettledAsync()
    {
        while ((await Yard.InstancesAsync()).Any(instance => instance.State.Name.Value == "shutting-down"))
        {
            await Task.Yield();
        }

        return await TakeDownWorld.ListAsync(Yard);
    }
}
