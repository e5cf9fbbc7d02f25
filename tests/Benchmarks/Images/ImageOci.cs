using System.Diagnostics;
using System.IO.Compression;

namespace Fleetyard.Benchmarks.Images;

/// <summary>An OCI layout of gzip layers, against nothing but decompressing them.</summary>
internal sealed class ImageOci : IBenchmark
{
    private const int Times = 5;
    private const int Threads = 2;

    public string Name => "image-oci";

    public string Description => $"InspectImage of an OCI layout of gzip layers, no cache, against decompressing the same layers on {Threads} threads; whole command, and less that of the target Default";

    public void Run(string project)
    {
        var layout = SavedImage.Layout(project);
        var layers = SavedImage.Layers(layout);
        var bytes = 0L;
        var (pure, whole) = Series.InTurn(
            ("decompressing alone", () => Decompress(layers, out bytes)),
            ("InspectImage of the layout", () => Measured.Run(project, false, Inspect.Uncached(layout)).Seconds),
            "s",
            Times);
        var startUp = new Series("./build.sh --target=Default", "s", [.. Enumerable.Range(0, Times).Select(_ => Inspect.StartUp(project))]);
        Console.WriteLine(pure);
        Console.WriteLine(whole);
        Console.WriteLine(startUp);
        Console.WriteLine(string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"  {bytes / 1e6 / pure.Median:0} MB/s alone, {bytes / 1e6 / whole.Median:0} MB/s as a whole command, ratio {pure.Median / whole.Median:0.00}; less the start-up:"));
        Console.WriteLine(Aim.AtLeast(pure.Median / (whole.Median - startUp.Median), 0.8));
    }

    /// <summary>The largest first, so that no thread is left alone with it.</summary>
    private static double Decompress(string[] layers, out long bytes)
    {
        var (began, sum) = (Stopwatch.GetTimestamp(), 0L);
        Parallel.ForEach(layers, new ParallelOptions { MaxDegreeOfParallelism = Threads }, layer =>
        {
            using var content = new GZipStream(File.OpenRead(layer), CompressionMode.Decompress);
            var buffer = new byte[1 << 17];
            for (var read = content.Read(buffer); read > 0; read = content.Read(buffer))
            {
                Interlocked.Add(ref sum, read);
            }
        });
        bytes = sum;
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}
