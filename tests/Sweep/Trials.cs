using Fleetyard.LocalCloud.Faults;

namespace Fleetyard.Sweep;

/// <summary>Every trial, and how each goes.</summary>
internal sealed class Trials(TakeDownWorld world)
{
    /// <summary>Faults that need the SDK to ask again, or another kind of instance.</summary>
    private static readonly FaultKind[] Plain = [.. Enum.GetValues<FaultKind>().Except([FaultKind.ClockSkew, FaultKind.SpotInterruption])];

    /// <summary>What takes away, before a step fails, what came to nothing in it.</summary>
    private const string TakesAway = "DeregisterImage";

    /// <summary>A trial that does not end is a breach, not a test that hangs.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public async Task<TrialResult> RunAsync(TrialName name)
    {
        try
        {
            return await GoAsync(name).WaitAsync(Longest);
        }
        catch (Exception e)
        {
            return new(name) { Breaches = [new(BreachKind.Failed, $"it could not be tried: {e.GetType().Name}: {e.Message} {e.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("Fleetyard", StringComparison.Ordinal))}")] };
        }
    }

    /// <summary>The names of all, as a run of each scenario without a fault has its calls.</summary>
    public async Task<IReadOnlyList<TrialName>> NamesAsync()
    {
        var named = await Task.WhenAll(Scenario.All.Select(ChainAsync)
            .Concat(Scenario.All.SelectMany(scenario => scenario.Failures.Select(failure => FailingAsync(scenario, failure))))
            .Concat(new[] { TakeDownTrial.OfCleanup, TakeDownTrial.OfDeleteFleet }.Select(TakeDownAsync)));
        return [.. named.SelectMany(names => names)];
    }

    private Task<TrialResult> GoAsync(TrialName name) =>
        name.Scenario is TakeDownTrial.OfCleanup or TakeDownTrial.OfDeleteFleet ? TakeDownTrial.RunAsync(name, world) : ChainTrial.RunAsync(name);

    /// <summary>Each kind at each call of a whole chain; and the plain one's end at each line of its journal, which is then there or lost.</summary>
    private async Task<IEnumerable<TrialName>> ChainAsync(Scenario scenario)
    {
        var whole = await WholeAsync(new(scenario.Name));
        var names = Faults(whole.Calls.Where(call => scenario.Tries(call.Key)), new Dictionary<string, int>(), scenario.Kinds).Select(fault => new TrialName(scenario.Name, fault));

        // The last line of a forced run says that it is done.
        var killed = scenario.IsKilled ? names.Concat(Kills(whole.Name, 0, scenario.IsForced ? whole.Lines - 1 : whole.Lines)) : names;
        return scenario == Scenario.All[0] ? killed.Concat(Kills(whole.Name with { IsLost = true }, 0, whole.Lines)) : killed;
    }

    /// <summary>Each kind at each call of what a run does that has failed, and its end at each line that it writes then.</summary>
    private async Task<IEnumerable<TrialName>> FailingAsync(Scenario scenario, CallFault failure)
    {
        var whole = await WholeAsync(new(scenario.Name, failure));
        return Faults(whole.Calls, whole.CallsBefore.Where(call => call.Key != TakesAway).ToDictionary(), scenario.Kinds).Select(fault => new TrialName(scenario.Name, failure, fault)).Concat(Kills(whole.Name, whole.LinesBefore, whole.Lines));
    }

    private async Task<IEnumerable<TrialName>> TakeDownAsync(string command)
    {
        var whole = await WholeAsync(new(command));
        return Faults(whole.Calls, new Dictionary<string, int>(), Plain).Select(fault => new TrialName(command, fault));
    }

    private async Task<TrialResult> WholeAsync(TrialName name)
    {
        var whole = await RunAsync(name);
        return whole is { IsReached: true, Breaches.Count: 0 } ? whole : throw new AssertionException($"{whole} {(whole.IsReached ? "" : "was not come to")}");
    }

    private static IEnumerable<CallFault> Faults(IEnumerable<KeyValuePair<string, int>> calls, IReadOnlyDictionary<string, int> before, IReadOnlyList<FaultKind> kinds) =>
        from operation in calls
        from kind in kinds
        where CallFault.Fits(operation.Key, kind)
        let first = before.GetValueOrDefault(operation.Key) + 1
        from call in Enumerable.Range(first, Math.Max(0, operation.Value - first + 1))
        select new CallFault(operation.Key, call, kind);

    private static IEnumerable<TrialName> Kills(TrialName name, int before, int lines) => Enumerable.Range(before + 1, lines - before).Select(line => name with { KilledAt = line });
}
