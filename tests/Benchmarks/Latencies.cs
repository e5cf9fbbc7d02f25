using System.Globalization;

namespace Fleetyard.Benchmarks;

/// <summary>How much a run takes beside what AWS makes it wait for.</summary>
internal sealed class Latencies : IBenchmark
{
    /// <summary>
    /// Seconds of the states that a run waits for one after the other, the means of <c>--latency=aws</c>. Not among them: the instance's
    /// terminating, which nobody waits for, and eventual consistency, which ends while the instance is pending or is asked for again at once.
    /// </summary>
    private static readonly (string Name, double Seconds)[] Chain =
    [
        ("instance-pending", 15),
        ("ssm-online", 27.5),
        ("instance-stopping", 27.5),
        ("image-pending", 210),
        ("fleet-creating", 120),
    ];

    public string Name => "latencies";

    public string Description => "CreateFleet on simulated instances, against the sum of the pending states that cannot overlap; takes seven minutes";

    public void Run(string project)
    {
        var folder = Directory.CreateTempSubdirectory("fleetyard-latencies-");
        try
        {
            var (slow, none) = (Path.Combine(folder.FullName, "slow.yml"), Path.Combine(folder.FullName, "none.yml"));
            File.WriteAllLines(slow, Lines());
            File.WriteAllText(none, "instance-pending: 0\n");
            var sum = Chain.Sum(state => state.Seconds);
            var without = new Series("the same with no latency: its own work and start-up", "s", [.. Enumerable.Range(0, 3).Select(_ => Once(project, folder, none))]);
            var with = new Series(string.Create(CultureInfo.InvariantCulture, $"whole command with {sum:0.##} s of latencies, once"), "s", [Once(project, folder, slow)]);
            Console.WriteLine(without);
            Console.WriteLine(with);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  ratio {with.Median / sum:0.000} of the latencies, start-up and all; {(with.Median - without.Median) / sum:0.000} without the work itself (aim: at most 1.03)"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>These states as a file of latencies has them.</summary>
    public static IEnumerable<string> Lines() => Chain.Select(state => string.Create(CultureInfo.InvariantCulture, $"{state.Name}: {state.Seconds}"));

    private static double Once(string project, DirectoryInfo folder, string latencies) => Measured.Run(
        project, false, "./build.sh", "--target=CreateFleet", "--instances=simulated", $"--latency={latencies}", $"--artifacts={folder.CreateSubdirectory(Guid.NewGuid().ToString()).FullName}").Seconds;
}
