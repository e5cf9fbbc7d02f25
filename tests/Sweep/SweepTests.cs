using System.Collections.Concurrent;
using System.Diagnostics;
using Fleetyard.LocalCloud.Faults;

namespace Fleetyard.Sweep;

/// <summary>Every fault at every call of the chain, and the end of the process at every line of the journal.</summary>
internal sealed class SweepTests
{
    /// <summary>More than cores, since most of a trial is waiting.</summary>
    private static readonly int SideBySide = Environment.ProcessorCount * 3;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    [Test]
    public async Task Whatever_goes_wrong_at_any_call_nothing_leaks_and_nothing_is_made_twice()
    {
        var only = TestContext.Parameters.Get("fault", "");
        var began = Stopwatch.GetTimestamp();
        var trials = new List<NamedTrial>();
        foreach (var scenario in Scenario.All)
        {
            if (!only.StartsWith(scenario.Name + ":", StringComparison.Ordinal) && only.Length > 0)
            {
                continue;
            }

            var whole = await Trial.OfAsync(scenario, null);
            TestContext.Progress.WriteLine($"{whole} {string.Join(' ', whole.Calls.OrderBy(call => call.Key).Select(call => $"{call.Key}:{call.Value}"))} {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} seconds");
            var calls = whole.Calls;
            trials.AddRange(FaultNames.Of(scenario, calls).Select(fault => new NamedTrial($"{scenario.Name}:{fault}", () => Trial.OfAsync(scenario, fault))));
        }

        await ShowAsync(trials, began);
    }

    [Test]
    public async Task Killed_at_any_line_of_its_journal_a_run_leaks_nothing_and_makes_nothing_twice()
    {
        var began = Stopwatch.GetTimestamp();
        var chain = Scenario.All[0];
        await ShowAsync([.. Enumerable.Range(1, 60).Select(line => new NamedTrial($"{chain.Name}:kill/{line}", () => Trial.KilledAsync(chain, line)))], began);
    }

    [TestCase("chain:RunInstances/1/ResetAfter")]
    [TestCase("chain:CreateImage/1/ImageFails")]
    [TestCase("chain:CreateFleet/1/CutShort")]
    [TestCase("two-regions:CopyImage/1/Hang")]
    public async Task A_fault_is_repeated_by_its_name(string name)
    {
        var parts = name.Split(':');
        var result = await Trial.OfAsync(Scenario.All.Single(scenario => scenario.Name == parts[0]), CallFault.Parse(parts[1]));
        Assert.That(result.IsReached);
        Assert.That(result.Breaches, Is.Empty);
    }

    private static async Task ShowAsync(IReadOnlyList<NamedTrial> trials, long began)
    {
        var only = TestContext.Parameters.Get("fault", "");
        var results = new ConcurrentBag<TrialResult>();
        await Parallel.ForEachAsync(trials.Where(trial => trial.Name.StartsWith(only, StringComparison.OrdinalIgnoreCase)), new ParallelOptions { MaxDegreeOfParallelism = SideBySide }, async (trial, _) => results.Add(await RunAsync(trial)));
        var reached = results.Where(result => result.IsReached).ToList();
        foreach (var known in reached.Where(result => Known.Reason(result) is not null))
        {
            TestContext.Out.WriteLine($"known: {known.Name}: {Known.Reason(known)}");
        }

        reached.RemoveAll(result => Known.Reason(result) is not null);
        var broken = reached.Where(result => result.Breaches.Count > 0).OrderBy(result => result.Name, StringComparer.Ordinal).ToList();
        TestContext.Out.WriteLine($"{results.Count(result => !result.IsReached)} were not come to; {Stopwatch.GetElapsedTime(began).TotalSeconds:0} seconds");
        TestContext.Out.WriteLine($"{reached.Count} faults, {reached.Count - broken.Count} survived, {Count(BreachKind.Leaked)} leaked, {Count(BreachKind.Duplicated)} duplicated");
        Assert.That(reached, Is.Not.Empty);
        Assert.That(broken, Is.Empty);

        int Count(BreachKind kind) => broken.Count(result => result.Breaches.Any(breach => breach.Kind == kind));
    }

    /// <summary>A trial that does not end is a breach, not a test that hangs.</summary>
    private static async Task<TrialResult> RunAsync(NamedTrial trial)
    {
        try
        {
            var result = await trial.RunAsync().WaitAsync(Longest);
            if (result.Breaches.Count > 0)
            {
                TestContext.Progress.WriteLine(result);
            }

            return result;
        }
        catch (Exception e)
        {
            return new(trial.Name, IsReached: true, new Dictionary<string, int>(), [new(BreachKind.Failed, $"it could not be tried: {e.GetType().Name}: {e.Message} {e.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("Fleetyard", StringComparison.Ordinal))}")]);
        }
    }

    private sealed record NamedTrial(string Name, Func<Task<TrialResult>> RunAsync);
}
