using System.Collections.Concurrent;
using System.Diagnostics;

namespace Fleetyard.Sweep;

/// <summary>
/// Every fault at every call of the chain, of what a failed run takes down, of Cleanup and of DeleteFleet; and the end of the process at every line of
/// the journal, which is then there or lost.
/// </summary>
internal sealed class SweepTests
{
    /// <summary>More than cores, since some of a trial is waiting.</summary>
    private static readonly int SideBySide = Environment.ProcessorCount * 3;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    [Test]
    [Category(Seed.Category)]
    public async Task Whatever_goes_wrong_wherever_nothing_leaks_and_nothing_is_made_twice()
    {
        if (Seed.Replay is not null)
        {
            Assert.Ignore("The seed is a property's");
        }

        var began = Stopwatch.GetTimestamp();
        using var world = await TakeDownWorld.MakeAsync();
        var trials = new Trials(world);
        var names = Seed.Trial is { } one ? [TrialName.Parse(one)] : await trials.NamesAsync();
        var results = new ConcurrentBag<TrialResult>();
        await Parallel.ForEachAsync(names, new ParallelOptions { MaxDegreeOfParallelism = SideBySide }, async (name, _) => results.Add(await trials.RunAsync(name)));

        var took = Stopwatch.GetElapsedTime(began);
        var reached = results.Where(result => result.IsReached).ToList();
        var broken = reached.Where(result => result.Breaches.Count > 0).OrderBy(result => $"{result.Name}", StringComparer.Ordinal).ToList();
        TestContext.Out.WriteLine($"{string.Join(", ", reached.GroupBy(result => result.Name.Scenario).OrderBy(scenario => scenario.Key, StringComparer.Ordinal).Select(scenario => $"{scenario.Key} {scenario.Count()}"))}; {results.Count - reached.Count} were not come to; {took.TotalSeconds:0} seconds");
        TestContext.Out.WriteLine($"{reached.Count} faults, {reached.Count - broken.Count} survived, {Count(BreachKind.Leaked)} leaked, {Count(BreachKind.Duplicated)} duplicated");
        Assert.That(reached, Is.Not.Empty);
        Assert.That(broken, Is.Empty, string.Join('\n', broken.Select(result => $"{result}\n  {Seed.Repeats(result.Name)}")));

        if (Environment.GetEnvironmentVariable("CI") is not null)
        {
            Assert.That(took, Is.LessThan(Limit), "the sweep runs with every change");
        }

        int Count(BreachKind kind) => broken.Count(result => result.Has(kind));
    }

    [TestCase("chain:RunInstances/1/ResetAfter")]
    [TestCase("chain:SendCommand/1/InstanceDies+TerminateInstances/1/Throttle")]
    [TestCase("chain:kill/12")]
    [TestCase("chain:SendCommand/1/InstanceDies+lost/12")]
    [TestCase("forced:kill/12")]
    [TestCase("two-regions:CopyImage/1/Hang")]
    [TestCase("cleanup:DeregisterImage/1/ResetAfter")]
    [TestCase("delete:DeleteFleet/1/Hang")]
    public async Task A_trial_is_repeated_by_its_name(string name)
    {
        using var world = await TakeDownWorld.MakeAsync();
        var result = await new Trials(world).RunAsync(TrialName.Parse(name));
        Assert.That($"{result.Name}", Is.EqualTo(name));
        Assert.That(result.IsReached);
        Assert.That(result.Breaches, Is.Empty);
    }
}
