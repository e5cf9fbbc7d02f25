using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace Fleetyard.Sweep;

/// <summary>What holds for any recipe, any faults and any interruptions.</summary>
internal sealed class RandomTests
{
    private const string Count = "FLEETYARD_RANDOM_CASES";
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    [Test]
    [Category(Seed.Category)]
    public async Task Whatever_is_asked_for_goes_wrong_and_is_cut_off_nothing_leaks_and_nothing_is_made_twice()
    {
        if (Seed.Trial is not null)
        {
            Assert.Ignore("The seed is a trial's of the sweep");
        }

        var began = Stopwatch.GetTimestamp();
        var count = int.Parse(Environment.GetEnvironmentVariable(Count) ?? "50", CultureInfo.InvariantCulture);
        IReadOnlyList<ulong> seeds = Seed.Replay is { } replay ? [ulong.Parse(replay, CultureInfo.InvariantCulture)] : [.. Enumerable.Range(0, count).Select(_ => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)))];
        var results = new ConcurrentBag<TrialResult>();
        await Parallel.ForEachAsync(seeds, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount * 3 }, async (seed, _) => results.Add(await RunAsync(seed)));

        var broken = results.Where(result => result.Breaches.Count > 0).ToList();
        TestContext.Out.WriteLine($"random cases took {Stopwatch.GetElapsedTime(began).TotalSeconds:0} seconds");
        TestContext.Out.WriteLine($"{results.Count} cases, {results.Count - broken.Count} survived, {broken.Count(result => result.Has(BreachKind.Leaked))} leaked, {broken.Count(result => result.Has(BreachKind.Duplicated))} duplicated");
        Assert.That(broken, Is.Empty, string.Join('\n', broken.Select(result => $"{result}\n  {Seed.RepeatsCase(result.Name.Scenario)}")));
    }

    [Test]
    public void A_seed_stands_for_one_case()
    {
        var told = Enumerable.Range(0, 3).Select(_ => $"{RandomCase.Of(4711)}").Distinct().ToList();
        Assert.That(told, Has.Count.EqualTo(1).And.No.Member($"{RandomCase.Of(4712)}"));
    }

    private static async Task<TrialResult> RunAsync(ulong seed)
    {
        try
        {
            return await RandomTrial.RunAsync(seed).WaitAsync(Longest);
        }
        catch (Exception e)
        {
            return new(new(seed.ToString(CultureInfo.InvariantCulture))) { Breaches = [new(BreachKind.Failed, $"it could not be tried: {e} {RandomCase.Of(seed)}")] };
        }
    }
}
