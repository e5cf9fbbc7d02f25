using System.Globalization;
using Fleetyard.Fleets.CodeBuild;
using Fleetyard.Fleets.Tests.World;

namespace Fleetyard.Sweep;

/// <summary>Commands that are cut off, while faults are in their way; then the same command until it is done; then the clean-up.</summary>
internal sealed class RandomTrial : RunTrial
{
    private readonly TrialName name;
    private readonly RandomCase random;
    private readonly List<string> told = [];
    private Cut? cut;
    private int lines;
    private int calls;
    private CancellationTokenSource? interrupt;

    private RandomTrial(TrialName name, RandomCase random, Yard yard, TimeProvider time)
        : base(name, random.Recipe, yard, time) => (this.name, this.random) = (name, random);

    public static async Task<TrialResult> RunAsync(ulong seed)
    {
        var random = RandomCase.Of(seed);
        var name = new TrialName(seed.ToString(CultureInfo.InvariantCulture), random.Faults);
        var time = new JumpingTime(stride: 20);
        await using var yard = await OpenAsync(name, time);
        return await new RandomTrial(name, random, yard, time).RunAsync();
    }

    protected override bool DiesAt(int line) => cut?.Way == CutWay.KilledAtLine && Interlocked.Increment(ref lines) == cut.At;

    protected override bool DiesBefore(string operation)
    {
        if (cut is null || cut.Way == CutWay.KilledAtLine || Interlocked.Increment(ref calls) != cut.At)
        {
            return false;
        }

        interrupt?.Cancel();
        return cut.Way == CutWay.KilledAtCall;
    }

    private async Task<TrialResult> RunAsync()
    {
        foreach (var next in random.Cuts)
        {
            (cut, lines, calls) = (next, 0, 0);
            using (interrupt = next.Way == CutWay.Interrupted ? new CancellationTokenSource() : null)
            {
                told.Add((await CommandAsync(interrupt?.Token ?? CancellationToken.None)).Told);
            }
        }

        (cut, interrupt) = (null, null);

        // Each fault may end one command, and each thing that it left may take one more.
        var isDone = await UntilAsync(async () => (await CommandAsync()) is var ending && ending.Succeeded ? "" : ending.Told);
        Expect(BreachKind.Failed, isDone || !random.EndsWell, "the chain does not come to its end");
        await LookAsync(ExpectOneOrNoneAsync);
        Expect(BreachKind.Leaked, await UntilAsync(TakenDownAsync), "Cleanup and DeleteFleet do not come to their end");
        await LookAsync(async () => Expect(BreachKind.Leaked, (await Yard.LivingAsync()).Count == 0 && (await Yard.AmisAsync()).Count == 0, "an instance or an AMI is left"));
        ExpectNoSecret();
        return new(name) { Breaches = [.. Breaches.Select(breach => breach with { What = $"{breach.What} ({random}; told: {string.Join(" | ", told)})" })] };
    }

    /// <summary>What is left when the fleets were deleted and what nobody needs was removed; or why that could not be done.</summary>
    private async Task<string> TakenDownAsync()
    {
        try
        {
            await new DeleteFleet(Waiter).RunAsync(Yard.Recipe, Yard.In, Yard.Log, CancellationToken.None);
            return await LeftAsync(_ => false);
        }
        catch (Exception e)
        {
            return Told(e);
        }
    }

    /// <summary>What the trial itself asks for meets the faults too.</summary>
    private async Task LookAsync(Func<Task> look)
    {
        for (var times = 0; ; times++)
        {
            try
            {
                await look();
                return;
            }
            catch (Exception) when (times < random.Faults.Count)
            {
            }
        }
    }

    private async Task<bool> UntilAsync(Func<Task<string>> command)
    {
        for (var times = 0; times < (2 * random.Faults.Count) + 2; times++)
        {
            var failure = await command();
            if (failure.Length == 0)
            {
                return true;
            }

            told.Add(failure);
        }

        return false;
    }
}
