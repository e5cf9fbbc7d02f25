using System.Globalization;

namespace Fleetyard.Benchmarks;

/// <summary>How much memory the program takes.</summary>
internal sealed class Memory : IBenchmark
{
    private const int Times = 3;
    private const double Aim = 250;

    public string Name => "memory";

    public string Description => "the program's peak, by the kernel's count: CreateFleet for six recipes at once on simulated instances, and Default";

    public void Run(string project)
    {
        var folder = Directory.CreateTempSubdirectory("fleetyard-memory-");
        try
        {
            var (least, most) = Series.InTurn(
                ("./build.sh --target=Default", () => Measured.Run(project, true, "./build.sh", "--target=Default").PeakMegabytes),
                ("./build.sh --target=CreateFleet --recipe=ktls-*", () => Measured.Run(
                    project, true, "./build.sh", "--target=CreateFleet", "--recipe=ktls-*", "--instances=simulated",
                    $"--artifacts={folder.CreateSubdirectory(Guid.NewGuid().ToString()).FullName}").PeakMegabytes),
                "MB",
                Times);
            Console.WriteLine(least);
            Console.WriteLine(most);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  ratio {most.Median / Aim:0.00} of {Aim} MB (aim: under 1)"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
