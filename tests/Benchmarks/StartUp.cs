using System.Globalization;

namespace Fleetyard.Benchmarks;

/// <summary>How long a command that does nothing takes.</summary>
internal sealed class StartUp : IBenchmark
{
    private const int Times = 7;

    public string Name => "start-up";

    public string Description => "the warm target Default by build.sh, against the usual Frosting dotnet run; both compiled before";

    public void Run(string project)
    {
        var (usual, ours) = Series.InTurn(
            ("dotnet run --project build/Fleetyard.Build -- --target=Default", () => Measured.Run(project, false, "dotnet", "run", "--project", "build/Fleetyard.Build", "--", "--target=Default").Seconds),
            ("./build.sh --target=Default", () => Measured.Run(project, false, "./build.sh", "--target=Default").Seconds),
            "s",
            Times);
        Console.WriteLine(usual);
        Console.WriteLine(ours);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  ratio {usual.Median / ours.Median:0.0} (aim: at least 6, and under 0.3 s)"));
    }
}
