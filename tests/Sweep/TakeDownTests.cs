using System.Collections.Concurrent;
using Fleetyard.Fleets.Inventory;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.Fleets.Waiting;

namespace Fleetyard.Sweep;

/// <summary>Cleanup in a region full of what may go and of what must stay.</summary>
internal sealed class TakeDownTests
{
    private static readonly string[] Order = ["DeleteProject", "DeleteFleet", "DeregisterImage", "DeleteSnapshot", "TerminateInstances", "DeleteSecurityGroup", "DeleteKeyPair"];

    [Test]
    public async Task Fleets_go_first_then_AMIs_instances_security_groups_and_key_pairs_and_nothing_that_is_used_untagged_or_another_owners()
    {
        using var world = await TakeDownWorld.MakeAsync();
        await using var yard = await Yard.OpenAsync(time: new JumpingTime(), under: Trial.MemoryFolder, saved: world.Folder);
        var removed = new ConcurrentQueue<string>();
        yard.Observe = exchange =>
        {
            if (Scenario.IsWrite(exchange.Operation))
            {
                removed.Enqueue(exchange.Operation);
            }
        };
        var found = await new Survey(yard.Clients, TakeDownWorld.Recipe.Region).ReadAsync(CancellationToken.None);
        var runs = new RunStore(yard.Runs, yard.Time).Instances(yard.Settings.Cloud, yard.Log);
        var verdicts = Verdict.Of(found, yard.Settings.Owner, runs, DateTimeOffset.UtcNow.AddDays(400), withUnfinished: true);
        Assert.That(removed, Is.Empty, "looking changes nothing");

        Assert.That(await new Cleanup(yard.Clients, yard.Log, new Waiter(yard.Time)).RunAsync(verdicts.Reverse(), CancellationToken.None), Is.Empty);
        Assert.That(removed.Distinct(), Is.EqualTo(Order));
        Assert.That(async () => await TakeDownWorld.ListAsync(yard), Is.EquivalentTo(world.All.Except(world.Going)).After(10_000, 50));
        Assert.That(verdicts.Where(verdict => !verdict.MayGo).Select(verdict => verdict.Reason), Has.Some.Match("^is used by i-").And.Some.EqualTo("is used by launch template other").And.Some.EqualTo("is used by sample").And.Some.EqualTo("is somebody's"));
    }
}
