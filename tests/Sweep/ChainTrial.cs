using Fleetyard.Fleets.Tests.World;

namespace Fleetyard.Sweep;

/// <summary>The chain with something in its way, the chain again, then the clean-up.</summary>
internal sealed class ChainTrial : RunTrial
{
    private readonly TrialName name;
    private readonly Scenario scenario;

    private ChainTrial(TrialName name, Scenario scenario, Yard yard, TimeProvider time)
        : base(name, scenario.Recipe, yard, time)
    {
        (this.name, this.scenario) = (name, scenario);
        yard.Settings = yard.Settings with { Force = scenario.IsForced };
    }

    public static async Task<TrialResult> RunAsync(TrialName name)
    {
        var scenario = Scenario.All.Single(one => one.Name == name.Scenario);
        var time = new JumpingTime(scenario.Stride);
        await using var yard = await OpenAsync(name, time, scenario.Retries);
        return await new ChainTrial(name, scenario, yard, time).RunAsync();
    }

    protected override bool DiesAt(int line) => line == name.KilledAt;

    private async Task<TrialResult> RunAsync()
    {
        var first = await CommandAsync();
        var result = new TrialResult(name) { IsReached = HasHappened, Calls = Yard.Wire.Counts, CallsBefore = CallsBefore, Lines = Lines, LinesBefore = LinesBefore };
        if (!HasHappened && !scenario.IsForced)
        {
            // How often a wait asks differs from run to run.
            first = await CommandAsync();
        }

        if (!HasHappened)
        {
            return result;
        }

        if (name.IsLost)
        {
            Directory.Delete(Yard.Runs, recursive: true);
        }

        // A forced command after one that ended well makes another AMI, as it is told to.
        var second = scenario.IsForced && first.Succeeded ? first : await CommandAsync();
        Expect(BreachKind.Failed, !scenario.EndsWell || second.Succeeded, $"the second run failed: {second.Told}");
        await ExpectOneOrNoneAsync();
        await ExpectCleanAsync();
        ExpectNoSecret();
        return result with { IsReached = true, Breaches = [.. Breaches.Select(breach => breach with { What = $"{breach.What} (first run: {first.Told})" })] };
    }

    private bool HasHappened => IsReached && (name.KilledAt is not { } line || Lines >= line);
}
