using Amazon.Runtime;
using Fleetyard.Fleets;
using Fleetyard.Fleets.CodeBuild;
using Fleetyard.Fleets.Inventory;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.Fleets.Waiting;
using Fleetyard.LocalCloud.Faults;

namespace Fleetyard.Sweep;

/// <summary>One trial: the chain with something in its way, the chain again, then the clean-up.</summary>
internal sealed class Trial(Scenario scenario, Yard yard, TimeProvider time)
{
    public const string Canary = "c4naryC4NARYc4naryC4NARYc4naryC4NARY";

    /// <summary>How long a client waits for an answer that does not come, and the longest that a slow machine takes for one that does.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Waiter waiter = new(time);
    private readonly List<Breach> breaches = [];
    private bool isDead;

    /// <summary>Tries one fault.</summary>
    public static async Task<TrialResult> OfAsync(Scenario scenario, CallFault? fault)
    {
        var time = new JumpingTime(scenario.Stride);
        await using var yard = await Yard.OpenAsync(time: time, retries: scenario.Retries, configure: options => options with { Faults = new FaultPlan(fault is null ? [] : [fault]) });
        var trial = new Trial(scenario, yard, time);
        return await trial.RunAsync($"{scenario.Name}:{fault}", () => fault is null || yard.Wire.Counts.GetValueOrDefault(fault.Operation) >= fault.Call);
    }

    /// <summary>Tries a run that is killed as soon as its journal has so many lines.</summary>
    public static async Task<TrialResult> KilledAsync(Scenario scenario, int line)
    {
        var time = new JumpingTime(scenario.Stride);
        await using var yard = await Yard.OpenAsync(time: time, retries: scenario.Retries);
        var trial = new Trial(scenario, yard, time);
        var lines = 0;
        yard.Written = _ =>
        {
            if (++lines == line)
            {
                trial.isDead = true;
                throw new KilledException();
            }
        };
        yard.Wire.Before = _ =>
        {
            if (trial.isDead)
            {
                throw new KilledException();
            }
        };
        return await trial.RunAsync($"{scenario.Name}:kill/{line}", () => lines >= line);
    }

    private async Task<TrialResult> RunAsync(string name, Func<bool> isReached)
    {
        yard.Wire.Patience = Patience;
        yard.Recipe = scenario.Recipe;
        yard.Host.Instead = (_, _) => Task.FromResult(0);
        yard.Host.Address = "127.0.0.1";
        yard.Host.Says = $"token={Canary}\n";
        var first = await CommandAsync();
        var calls = yard.Wire.Counts;
        isDead = false;
        if (!isReached())
        {
            // How often a wait asks differs from run to run.
            first = await CommandAsync();
            isDead = false;
        }

        if (!isReached())
        {
            return new(name, IsReached: false, calls, []);
        }

        var second = await CommandAsync();
        Expect(BreachKind.Failed, !scenario.EndsWell || second.Succeeded, $"the second run failed: {second.Told}");
        await ExpectOneOrNoneAsync();
        await ExpectCleanAsync();
        ExpectNoSecret();
        return new(name, IsReached: true, calls, [.. breaches.Select(breach => breach with { What = $"{breach.What} (first run: {first.Told})" })]);
    }

    /// <summary>The chain as the program goes through it; what it says at the end is one line.</summary>
    private async Task<Ending> CommandAsync()
    {
        FleetRun? run = null;
        try
        {
            run = yard.Begin();
            foreach (var step in yard.Chain.Steps)
            {
                if (await step.WhySkipAsync(run, CancellationToken.None) is null)
                {
                    await yard.Chain.RunAsync(run, step, CancellationToken.None);
                }
            }

            return new(true, "success");
        }
        catch (Exception) when (isDead)
        {
            return new(false, "killed");
        }
        catch (Exception e)
        {
            var told = Told(e);
            await TakeDownAsync(run);
            return new(false, told);
        }
        finally
        {
            run?.Dispose();
        }
    }

    private async Task TakeDownAsync(FleetRun? run)
    {
        try
        {
            if (run?.HasToTakeDown == true)
            {
                await run.AbandonInstanceAsync(CancellationToken.None);
            }
        }
        catch (Exception e)
        {
            yard.Log.Warning(Told(e));
        }
    }

    private string Told(Exception e)
    {
        Expect(BreachKind.Failed, e is FleetException or AmazonServiceException or AmazonClientException or HttpRequestException or IOException or TimeoutException, $"it ended with a {e.GetType().Name}: {e.Message} {e.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("Fleetyard.Fleets", StringComparison.Ordinal))}");
        var told = e is AmazonServiceException aws ? AwsErrors.Told(aws) : e.Message;
        Expect(BreachKind.Failed, !told.Contains('\n', StringComparison.Ordinal), $"more than one line is told: {told}");
        return told;
    }

    private async Task ExpectOneOrNoneAsync()
    {
        foreach (var region in Regions)
        {
            var found = await new Survey(yard.In(region), region).ReadAsync(CancellationToken.None);
            var (fleets, amis) = (found.Count(one => one.Kind == ResourceKind.Fleet), (await yard.AmisAsync(region)).Count);
            Expect(BreachKind.Duplicated, (fleets, amis) is (1, 1) or (0, 0), $"after the second run {region} has {fleets} fleets and {amis} AMIs");
        }

        Expect(BreachKind.Leaked, (await yard.LivingAsync()).Count == 0, "after the second run an instance lives");
    }

    private async Task ExpectCleanAsync()
    {
        var left = await LeftAsync(one => one is { Kind: ResourceKind.Fleet, State: "ACTIVE" } or { Kind: ResourceKind.Project, PartOf: not null } or { Kind: ResourceKind.Ami, UsedBy.Count: > 0 });
        Expect(BreachKind.Leaked, left.Length == 0, $"Cleanup left {left}");
        await new DeleteFleet(waiter).RunAsync(yard.Recipe, yard.In, yard.Log, CancellationToken.None);
        left = await LeftAsync(_ => false);
        Expect(BreachKind.Leaked, left.Length == 0, $"DeleteFleet and Cleanup left {left}");
        Expect(BreachKind.Leaked, (await yard.LivingAsync()).Count == 0 && (await yard.AmisAsync()).Count == 0, "an instance or an AMI is left that is not tagged");
    }

    /// <summary>What is left when all that has expired or is not finished was removed, beside what may stay.</summary>
    private async Task<string> LeftAsync(Func<Resource, bool> mayStay)
    {
        var states = new RunStore(yard.Runs, time).States(yard.Settings.Cloud, yard.Log);
        var newest = states.GroupBy(state => (state.Recipe, state.Region)).Select(runs => runs.Last().RunId).ToHashSet();
        var instances = states.ToDictionary(state => state.RunId, state => newest.Contains(state.RunId) ? state.InstanceId : null);
        var left = new List<string>();
        foreach (var region in Regions)
        {
            var survey = new Survey(yard.In(region), region);
            var verdicts = Verdict.Of(await survey.ReadAsync(CancellationToken.None), yard.Settings.Owner, instances, DateTimeOffset.UtcNow.AddDays(400), withUnfinished: true);
            left.AddRange(await new Cleanup(yard.In(region), yard.Log, waiter).RunAsync(verdicts, CancellationToken.None));
            left.AddRange((await SettledAsync(survey)).Where(one => !mayStay(one)).Select(one => $"{one.Kind} {one.Id} ({one.State})"));
        }

        return string.Join(", ", left);
    }

    /// <summary>What is on its way out is gone in a moment.</summary>
    private async Task<IReadOnlyList<Resource>> SettledAsync(Survey survey)
    {
        var found = await survey.ReadAsync(CancellationToken.None);
        for (var times = 0; times < 100 && found.Any(one => one.State is "shutting-down" or "PENDING_DELETION"); times++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), time);
            found = await survey.ReadAsync(CancellationToken.None);
        }

        return found;
    }

    private void ExpectNoSecret()
    {
        var files = Directory.GetFiles(yard.Runs, "*", SearchOption.AllDirectories).Where(file => !IsKey(file)).Select(file => (Name: Path.GetFileName(file), Text: File.ReadAllText(file)));
        foreach (var (name, text) in files.Append((Name: "the log", Text: $"{yard.Log.Said}\n{string.Join('\n', yard.Log.Lines)}")))
        {
            foreach (var (what, secret) in new[] { ("the canary", Canary), ("the secret key", yard.SecretAccessKey), ("a private key", "PRIVATE KEY") })
            {
                Expect(BreachKind.Leaked, !text.Contains(secret, StringComparison.Ordinal), $"{what} is in {name}");
            }
        }
    }

    /// <summary>The file that the run's private key is kept in.</summary>
    private static bool IsKey(string file) => File.ReadAllText(file).StartsWith("-----BEGIN", StringComparison.Ordinal);

    private IEnumerable<string> Regions => yard.Recipe.OtherRegions.Select(other => other.Region).Prepend(yard.Recipe.Region);

    private void Expect(BreachKind kind, bool holds, string otherwise)
    {
        if (!holds)
        {
            breaches.Add(new(kind, otherwise));
        }
    }

    private sealed record Ending(bool Succeeded, string Told);
}
