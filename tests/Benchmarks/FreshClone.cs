using System.Globalization;

namespace Fleetyard.Benchmarks;

/// <summary>How long it takes from a fresh clone to an active fleet, with scripts that really run.</summary>
internal sealed class FreshClone : IBenchmark
{
    private const double Aim = 180;

    public string Name => "fresh-clone";

    public string Description => "git clone, then CreateFleet on overlay instances, against its compile alone; NuGet's packages are downloaded already, Debian's are not. Needs root.";

    public void Run(string project)
    {
        var folder = Directory.CreateTempSubdirectory("fleetyard-clone-");
        try
        {
            var clone = Path.Combine(folder.FullName, "clone");
            var cloned = Measured.Run(folder.FullName, false, "git", "clone", "--quiet", project, clone).Seconds;
            var compiled = Measured.Run(clone, false, "./build.sh", "--target=Default").Seconds;
            var created = Measured.Run(clone, true, "./build.sh", "--target=CreateFleet", "--instances=overlay");
            var whole = cloned + compiled + created.Seconds;
            Console.WriteLine(new Series("first compile", "s", [compiled]));
            Console.WriteLine(new Series("CreateFleet", "s", [created.Seconds]));
            Console.WriteLine(new Series("the program's peak memory meanwhile", "MB", [created.PeakMegabytes]));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  ratio {whole / Aim:0.00} of {Aim} s: {whole:0} s in all (aim: under 1 on 2 cores)"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
