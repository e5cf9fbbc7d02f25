using Fleetyard.Fleets.CodeBuild;
using Fleetyard.Fleets.Inventory;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Tests.World;

namespace Fleetyard.Sweep;

/// <summary>The chain with something in its way, the chain again, then the clean-up.</summary>
internal sealed class ChainTrial : Trial
{
    public const string Canary = "c4naryC4NARYc4naryC4NARYc4naryC4NARY";

    private readonly TrialName name;
    private readonly Scenario scenario;
    private IReadOnlyDictionary<string, int>? callsBefore;
    private int? linesBefore;
    private int lines;
    private bool isDead;

    private ChainTrial(TrialName name, Scenario scenario, Yard yard, TimeProvider time)
        : base(name, yard, time)
    {
        (this.name, this.scenario) = (name, scenario);
        yard.Written = _ => Die(++lines == name.KilledAt);
        yard.Wire.Before = _ => Die(isDead);
        yard.Recipe = scenario.Recipe;
        yard.Host.Instead = (_, _) => Task.FromResult(0);
        yard.Host.Address = "127.0.0.1";
        yard.Host.Says = $"token={Canary}\n";
    }

    public static async Task<TrialResult> RunAsync(TrialName name)
    {
        var scenario = Scenario.All.Single(one => one.Name == name.Scenario);
        var time = new JumpingTime(scenario.Stride);
        await using var yard = await OpenAsync(name, time, scenario.Retries);
        return await new ChainTrial(name, scenario, yard, time).RunAsync();
    }

    private async Task<TrialResult> RunAsync()
    {
        var first = await CommandAsync();
        var result = new TrialResult(name)
        {
            IsReached = HasHappened,
            Calls = Yard.Wire.Counts,
            CallsBefore = callsBefore ?? Yard.Wire.Counts,
            Lines = lines,
            LinesBefore = linesBefore ?? lines,
        };
        isDead = false;
        if (!HasHappened)
        {
            // How often a wait asks differs from run to run.
            first = await CommandAsync();
            isDead = false;
        }

        if (!HasHappened)
        {
            return result;
        }

        if (name.IsLost)
        {
            Directory.Delete(Yard.Runs, recursive: true);
        }

        var second = await CommandAsync();
        Expect(BreachKind.Failed, !scenario.EndsWell || second.Succeeded, $"the second run failed: {second.Told}");
        await ExpectOneOrNoneAsync();
        await ExpectCleanAsync();
        ExpectNoSecret();
        return result with { IsReached = true, Breaches = [.. Breaches.Select(breach => breach with { What = $"{breach.What} (first run: {first.Told})" })] };
    }

    private bool HasHappened => IsReached && (name.KilledAt is not { } line || lines >= line);

    private void Die(bool now)
    {
        if (now)
        {
            isDead = true;
            throw new KilledException();
        }
    }

    /// <summary>The chain as the program goes through it; what it says at the end is one line.</summary>
    private async Task<Ending> CommandAsync()
    {
        FleetRun? run = null;
        try
        {
            await new LostRuns(new RunStore(Yard.Runs, Time)).RebuildAsync(Yard.Recipe, Yard.Settings, Yard.In, Yard.Log, CancellationToken.None);
            run = Yard.Begin();
            foreach (var step in Yard.Chain.Steps)
            {
                if (await step.WhySkipAsync(run, CancellationToken.None) is null)
                {
                    await Yard.Chain.RunAsync(run, step, CancellationToken.None);
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
            (callsBefore, linesBefore) = (callsBefore ?? Yard.Wire.Counts, linesBefore ?? lines);
            await TakeDownAsync(run);
            return new(false, isDead ? $"{told} and killed" : told);
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
        catch (Exception) when (isDead)
        {
        }
        catch (Exception e)
        {
            Yard.Log.Warning(Told(e));
        }
    }

    private async Task ExpectOneOrNoneAsync()
    {
        foreach (var region in Regions)
        {
            var (fleets, amis) = ((await Yard.In(region).CodeBuild.ListFleetsAsync(new())).Fleets?.Count ?? 0, (await Yard.AmisAsync(region)).Count);
            Expect(BreachKind.Duplicated, (fleets, amis) is (1, 1) or (0, 0), $"after the second run {region} has {fleets} fleets and {amis} AMIs");
        }

        Expect(BreachKind.Leaked, (await Yard.LivingAsync()).Count == 0, "after the second run an instance lives");
    }

    private async Task ExpectCleanAsync()
    {
        var left = await LeftAsync(one => one is { Kind: ResourceKind.Fleet, State: "ACTIVE" } or { Kind: ResourceKind.Project, PartOf: not null } or { Kind: ResourceKind.Ami, UsedBy.Count: > 0 });
        Expect(BreachKind.Leaked, left.Length == 0, $"Cleanup left {left}");
        await new DeleteFleet(Waiter).RunAsync(Yard.Recipe, Yard.In, Yard.Log, CancellationToken.None);
        left = await LeftAsync(_ => false);
        Expect(BreachKind.Leaked, left.Length == 0, $"DeleteFleet and Cleanup left {left}");
        Expect(BreachKind.Leaked, (await Yard.LivingAsync()).Count == 0 && (await Yard.AmisAsync()).Count == 0, "an instance or an AMI is left that is not tagged");
    }

    /// <summary>What is left when all that has expired or is not finished was removed, beside what may stay.</summary>
    private async Task<string> LeftAsync(Func<Resource, bool> mayStay)
    {
        var instances = new RunStore(Yard.Runs, Time).Instances(Yard.Settings.Cloud, Yard.Log);
        var left = new List<string>();
        foreach (var region in Regions)
        {
            var survey = new Survey(Yard.In(region), region);
            var found = await survey.ReadAsync(CancellationToken.None);
            var verdicts = Verdict.Of(found, Yard.Settings.Owner, instances, DateTimeOffset.UtcNow.AddDays(400), withUnfinished: true);
            left.AddRange(await new Cleanup(Yard.In(region), Yard.Log, Waiter).RunAsync(verdicts, CancellationToken.None));
            var isAsBefore = !verdicts.Any(verdict => verdict.MayGo);
            left.AddRange((await SettledAsync(survey, isAsBefore ? found : null)).Where(one => !mayStay(one)).Select(one => $"{one.Kind} {one.Id} ({one.State})"));
        }

        return string.Join(", ", left);
    }

    /// <summary>What is on its way out is gone in a moment.</summary>
    private async Task<IReadOnlyList<Resource>> SettledAsync(Survey survey, IReadOnlyList<Resource>? found)
    {
        found ??= await survey.ReadAsync(CancellationToken.None);
        for (var times = 0; times < 100 && found.Any(one => one.State is "shutting-down" or "PENDING_DELETION"); times++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), Time);
            found = await survey.ReadAsync(CancellationToken.None);
        }

        return found;
    }

    private void ExpectNoSecret()
    {
        var files = Directory.GetFiles(Yard.Runs, "*", SearchOption.AllDirectories).Where(file => !IsKey(file)).Select(file => (Name: Path.GetFileName(file), Text: File.ReadAllText(file)));
        foreach (var (what, text) in files.Append((Name: "the log", Text: $"{Yard.Log.Said}\n{string.Join('\n', Yard.Log.Lines)}")))
        {
            foreach (var (secret, value) in new[] { ("the canary", Canary), ("the secret key", Yard.SecretAccessKey), ("a private key", "PRIVATE KEY") })
            {
                Expect(BreachKind.Leaked, !text.Contains(value, StringComparison.Ordinal), $"{secret} is in {what}");
            }
        }
    }

    /// <summary>The file that the run's private key is kept in.</summary>
    private static bool IsKey(string file) => File.ReadAllText(file).StartsWith("-----BEGIN", StringComparison.Ordinal);

    private IEnumerable<string> Regions => Yard.Recipe.OtherRegions.Select(other => other.Region).Prepend(Yard.Recipe.Region);

    private sealed record Ending(bool Succeeded, string Told);
}
