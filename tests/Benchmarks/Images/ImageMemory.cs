namespace Fleetyard.Benchmarks.Images;

/// <summary>How much memory a look takes, whatever the image's size.</summary>
internal sealed class ImageMemory : IBenchmark
{
    private const int Times = 3;
    private const double Most = 150;

    public string Name => "image-memory";

    public string Description => "InspectImage's peak, by the kernel's count, for each way to read the big image, and for an image of a million entries";

    public void Run(string project)
    {
        BigImage.Require();
        MillionEntries.Require(project);
        var cache = Directory.CreateTempSubdirectory("fleetyard-cache-");
        try
        {
            (string What, string[] Command)[] ways =
            [
                ("the engine's image, overlay2", Inspect.Uncached(BigImage.Name)),
                ("the engine's image, a container not started", Inspect.Uncached(BigImage.Name, "--source=container")),
                ("the engine's image, find in a container", Inspect.Uncached(BigImage.Name, "--source=run", "--allow-run")),
                ("the engine's image, layers cached", Inspect.Command(cache.FullName, BigImage.Name)),
                ("the tar of docker save", Inspect.Uncached(SavedImage.Tar(project))),
                ("the OCI layout of gzip layers", Inspect.Uncached(SavedImage.Layout(project))),
                ("a million entries, the tar of docker save", Inspect.Uncached(MillionEntries.Tar(project))),
                ("a million entries, the engine's image", Inspect.Uncached(MillionEntries.Name)),
                ("a million entries, first into the cache, then out of it", Inspect.Command(cache.FullName, MillionEntries.Name)),
            ];
            foreach (var (what, command) in ways)
            {
                var peaks = new Series(what, "MB", [.. Enumerable.Range(0, Times).Select(_ => Measured.Run(project, true, command).PeakMegabytes)]);
                Console.WriteLine(peaks);
                Console.WriteLine(Aim.AtMost(peaks.Values.Max(), Most, " MB"));
            }
        }
        finally
        {
            cache.Delete(recursive: true);
        }
    }
}
