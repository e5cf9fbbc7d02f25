using System.Globalization;

namespace Fleetyard.Benchmarks;

/// <summary>How much a run takes beside what AWS makes it wait for.</summary>
internal sealed class Latencies : IBenchmark
{
    private const int Times = 3;

    /// <summary>
    /// Seconds of the states that a run waits for one after the other, a tenth of the means of <c>--latency=aws</c>. Not among them: the instance's
    /// terminating, which nobody waits for, and eventual consistency, which ends while the instance is pending or is asked for again at once.
    /// </summary>
    private static readonly (string Name, double Seconds)[] Chain =
    [
        ("instance-pending", 1.5),
        ("ssm-online", 2.75),
        ("instance-stopping", 2.75),
        ("image-pending", 21),
        ("fleet-creating", 12),
    ];

    public string Name => "latencies";

    public string Description => "CreateFleet on simulated instances, against the sum of the pending states that cannot overlap";

    public void Run(string project)
    {
        var folder = Directory.CreateTempSubdirectory("fleetyard-latencies-");
        try
        {
            var (slow, none) = (Path.Combine(folder.FullName, "slow.yml"), Path.Combine(folder.FullName, "none.yml"));
            File.WriteAllLines(slow, Chain.Select(state => string.Create(CultureInfo.InvariantCulture, $"{state.Name}: {state.Seconds}")));
            File.WriteAllText(none, "instance-pending: 0\n");
            var sum = Chain.Sum(state => state.Seconds);
            var (without, with) = Series.InTurn(
                ("the same with no latency: its own work and start-up", () => Once(project, folder, none)),
                (string.Create(CultureInfo.InvariantCulture, $"whole command with {sum:0.##} s of latencies"), () => Once(project, folder, slow)),
                "s",
                Times);
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

    private static double Once(string project, DirectoryInfo folder, string latencies) => Measured.Run(
        project, false, "./build.sh", "--target=CreateFleet", "--instances=simulated", $"--latency={latencies}", $"--artifacts={folder.CreateSubdirectory(Guid.NewGuid().ToString()).FullName}").Seconds;
}
