using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Tests.World;

namespace Fleetyard.Fleets.Tests.Waiting;

/// <summary>Several recipes at once ask for what they wait for together.</summary>
internal sealed class BatchTests
{
    [Test]
    public async Task Four_recipes_wait_with_fewer_calls_than_four_times_those_of_one()
    {
        const string Latencies = "instance-pending: 2\nssm-online: 1\ninstance-stopping: 1\nimage-pending: 2\nfleet-creating: 2\n";
        await using var one = await Yard.OpenAsync(Latencies);
        await using var four = await Yard.OpenAsync(Latencies);
        await SideBySideAsync(one, 1);
        await SideBySideAsync(four, 4);
        foreach (var operation in new[] { "DescribeInstances", "DescribeInstanceInformation", "BatchGetFleets" })
        {
            Assert.That(four.Calls(operation), Has.Count.LessThan(3 * one.Calls(operation).Count), operation);
        }

        Assert.That(four.Wire.Sent("DescribeInstances"), Has.Some.Contains("InstanceId.4="));
        Assert.That(four.Wire.Sent("BatchGetFleets"), Has.Some.Contains("sample-4").And.Some.Contains("sample-1"));
    }

    private static async Task SideBySideAsync(Yard yard, int recipes)
    {
        var store = new RunStore(yard.Runs, TimeProvider.System);
        var runs = Enumerable.Range(1, recipes).Select(number => store.Open(
            yard.Recipe with
            {
                Name = $"sample-{number}",
                Fingerprint = new string((char)('0' + number), 64),
                Ami = yard.Recipe.Ami with { Name = $"sample-{number}-{{date}}" },
                Fleet = yard.Recipe.Fleet with { Name = $"sample-{number}" },
            },
            yard.Settings, yard.In, yard.Log)).ToList();
        foreach (var step in yard.Chain.Steps.SkipLast(1))
        {
            await Task.WhenAll(runs.Select(run => Task.Run(async () =>
            {
                if (await step.WhySkipAsync(run, CancellationToken.None) is null)
                {
                    await yard.Chain.RunAsync(run, step, CancellationToken.None);
                }
            })));
        }

        Assert.That(runs.Select(run => run.State.FleetArn), Is.All.Not.Null);
        runs.ForEach(run => run.Dispose());
    }
}
