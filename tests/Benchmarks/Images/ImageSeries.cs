using System.Globalization;

namespace Fleetyard.Benchmarks.Images;

/// <summary>Two hundred images that share all layers but one.</summary>
internal sealed class ImageSeries : IBenchmark
{
    private const int Count = 200;
    private const int Times = 5;
    private const string Prefix = "fleetyard-bench-";

    public string Name => "image-series";

    public string Description => $"InspectImage of {Count} images that have the big image's layers and one small layer each: first with an empty cache, then from a warm one";

    public void Run(string project)
    {
        BigImage.Require();
        Make();
        var cache = Directory.CreateTempSubdirectory("fleetyard-cache-");
        try
        {
            var (startUp, alone) = (Inspect.StartUp(project), Measured.Run(project, false, Inspect.Command(cache.CreateSubdirectory("alone").FullName, BigImage.Name)).Seconds);
            string[] all = Inspect.Command(cache.CreateSubdirectory("all").FullName, $"{Prefix}*");
            var first = Measured.Run(project, false, all).Seconds;
            var warm = new Series($"{Count} images, warm cache", "s", [.. Enumerable.Range(0, Times).Select(_ => Measured.Run(project, false, all).Seconds)]);
            var (ofBase, ofEach) = (alone - startUp, (first - alone) / (Count - 1));
            Console.WriteLine(new Series("the base alone, empty cache", "s", [alone]));
            Console.WriteLine(new Series($"{Count} images, empty cache", "s", [first]));
            Console.WriteLine(warm);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  the base's layers cost {ofBase * 1000:0} ms, each image's new layer {ofEach * 1000:0.0} ms: ratio {ofEach / ofBase:0.000} (aim: cost grows with new layers only)"));
            Console.WriteLine(Aim.AtLeast(Count / warm.Median, 50, " images/s"));
        }
        finally
        {
            cache.Delete(recursive: true);
        }
    }

    /// <summary>Makes those that the engine does not have.</summary>
    private static void Make()
    {
        var names = Enumerable.Range(0, Count).Select(number => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number:000}:latest")).ToArray();
        var there = Engine.Ask("images", "--format", "{{.Repository}}:{{.Tag}}", $"{Prefix}*").Split('\n').ToHashSet();
        var missing = names.Where(name => !there.Contains(name)).ToArray();
        if (missing.Length > 0)
        {
            Console.WriteLine($"  making {missing.Length} images of a layer each, once ...");
        }

        foreach (var name in missing)
        {
            var context = Directory.CreateTempSubdirectory("fleetyard-bench-");
            try
            {
                File.WriteAllText(Path.Combine(context.FullName, "libcrypto.pc"), $"Name: libcrypto\nDescription: of {name}\nVersion: 3.0.0\n");
                Engine.Build(context.FullName, $"FROM {BigImage.Name}\nLABEL {BigImage.Label}\nCOPY libcrypto.pc /opt/openssl/lib/pkgconfig/", name);
            }
            finally
            {
                context.Delete(recursive: true);
            }
        }
    }
}
