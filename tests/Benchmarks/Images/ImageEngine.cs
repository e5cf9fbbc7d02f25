namespace Fleetyard.Benchmarks.Images;

/// <summary>An image of an engine, against the runbook's <c>docker run … find</c>.</summary>
internal sealed class ImageEngine : IBenchmark
{
    private const int Times = 7;

    public string Name => "image-engine";

    public string Description => "InspectImage of an engine's image, against the runbook's two docker run … find, which give names only";

    public void Run(string project)
    {
        BigImage.Require();
        var cache = Directory.CreateTempSubdirectory("fleetyard-cache-");
        try
        {
            Compare(project, "first look, overlay2 readable", 0.6, Inspect.Uncached(BigImage.Name));
            Compare(project, "repeated, layers cached", 0.5, Inspect.Command(cache.FullName, BigImage.Name));
            var unprivileged = Unprivileged.Command(project, cache, Inspect.Uncached(BigImage.Name, "--allow-run"));
            Compare(
                project,
                unprivileged is null ? "first look with --allow-run --source=run (no user without root could run it)" : "first look without root, --allow-run",
                1.0,
                unprivileged ?? Inspect.Uncached(BigImage.Name, "--allow-run", "--source=run"));
        }
        finally
        {
            cache.Delete(recursive: true);
        }
    }

    private static void Compare(string project, string what, double aim, string[] command)
    {
        var (runbook, ours) = Series.InTurn(
            ("the runbook's two commands", () => Inspect.Runbook(project, BigImage.Name)),
            ($"InspectImage, {what}", () => Measured.Run(project, false, command).Seconds),
            "s",
            Times);
        Console.WriteLine(runbook);
        Console.WriteLine(ours);
        Console.WriteLine(Aim.AtMost(ours.Median / runbook.Median, aim));
    }
}
