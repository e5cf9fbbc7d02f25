using Fleetyard.Fleets.CodeBuild;
using Fleetyard.Fleets.Inventory;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.Recipes;

namespace Fleetyard.Sweep;

/// <summary>A trial of commands that go through the chain, as the program does.</summary>
internal abstract class RunTrial : Trial
{
    public const string Canary = "c4naryC4NARYc4naryC4NARYc4naryC4NARY";

    private IReadOnlyDictionary<string, int>? callsBefore;
    private int? linesBefore;
    private int lines;
    private bool isDead;

    protected RunTrial(TrialName name, Recipe recipe, Yard yard, TimeProvider time)
        : base(name, yard, time)
    {
        yard.Written = _ => Die(DiesAt(++lines));
        yard.Wire.Before = operation => Die(isDead || DiesBefore(operation));
        yard.Recipe = recipe;
        yard.Host.Instead = (_, _) => Task.FromResult(0);
        yard.Host.Address = "127.0.0.1";
        yard.Host.Says = $"token={Canary}\n";
    }

    /// <summary>How many lines the journals of all commands have.</summary>
    protected int Lines => lines;

    /// <summary>How many of them before the first command that failed did.</summary>
    protected int LinesBefore => linesBefore ?? lines;

    /// <summary>How many calls of each operation went out before it did.</summary>
    protected IReadOnlyDictionary<string, int> CallsBefore => callsBefore ?? Yard.Wire.Counts;

    /// <summary>Whether the process ends when so many lines are written.</summary>
    protected abstract bool DiesAt(int line);

    /// <summary>Whether the process ends before a call.</summary>
    protected virtual bool DiesBefore(string operation) => false;

    /// <summary>The chain as the program goes through it; what it says at the end is one line.</summary>
    protected async Task<Ending> CommandAsync(CancellationToken cancellationToken = default)
    {
        isDead = false;
        FleetRun? run = null;
        try
        {
            await new LostRuns(new RunStore(Yard.Runs, Time)).RebuildAsync(Yard.Recipe, Yard.Settings, Yard.In, Yard.Log, cancellationToken);
            run = Yard.Begin();
            foreach (var step in Yard.Chain.Steps)
            {
                if (await step.WhySkipAsync(run, cancellationToken) is null)
                {
                    await Yard.Chain.RunAsync(run, step, cancellationToken);
                }
            }

            run.End();
            return new(true, "success");
        }
        catch (Exception) when (isDead)
        {
            return new(false, "killed");
        }
        catch (Exception e)
        {
            var told = e is OperationCanceledException && cancellationToken.IsCancellationRequested ? "interrupted" : Told(e);
            (callsBefore, linesBefore) = (callsBefore ?? Yard.Wire.Counts, linesBefore ?? lines);
            await TakeDownAsync(run);
            return new(false, isDead ? $"{told} and killed" : told);
        }
        finally
        {
            run?.Dispose();
        }
    }

    private void Die(bool now)
    {
        if (now)
        {
            isDead = true;
            throw new KilledException();
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

    protected async Task ExpectOneOrNoneAsync()
    {
        foreach (var region in Regions)
        {
            var (fleets, amis) = ((await Yard.In(region).CodeBuild.ListFleetsAsync(new())).Fleets?.Count ?? 0, (await Yard.AmisAsync(region)).Count);
            Expect(BreachKind.Duplicated, (fleets, amis) is (1, 1) or (0, 0), $"after the second run {region} has {fleets} fleets and {amis} AMIs");
        }

        Expect(BreachKind.Leaked, (await Yard.LivingAsync()).Count == 0, "after the second run an instance lives");
    }

    protected async Task ExpectCleanAsync()
    {
        var left = await LeftAsync(one => one is { Kind: ResourceKind.Fleet, State: "ACTIVE" } or { Kind: ResourceKind.Project, PartOf: not null } or { Kind: ResourceKind.Ami, UsedBy.Count: > 0 });
        Expect(BreachKind.Leaked, left.Length == 0, $"Cleanup left {left}");
        await new DeleteFleet(Waiter).RunAsync(Yard.Recipe, Yard.In, Yard.Log, CancellationToken.None);
        left = await LeftAsync(_ => false);
        Expect(BreachKind.Leaked, left.Length == 0, $"DeleteFleet and Cleanup left {left}");
        Expect(BreachKind.Leaked, (await Yard.LivingAsync()).Count == 0 && (await Yard.AmisAsync()).Count == 0, "an instance or an AMI is left that is not tagged");
    }

    /// <summary>What is left when all that has expired or is not finished was removed, beside what may stay.</summary>
    protected async Task<string> LeftAsync(Func<Resource, bool> mayStay)
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

    protected void ExpectNoSecret()
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

    protected IEnumerable<string> Regions => Yard.Recipe.OtherRegions.Select(other => other.Region).Prepend(Yard.Recipe.Region);

    protected sealed record Ending(bool Succeeded, string Told);
}
