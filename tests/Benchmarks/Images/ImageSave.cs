namespace Fleetyard.Benchmarks.Images;

/// <summary>A <c>docker save</c> tar on disk.</summary>
internal sealed class ImageSave : IBenchmark
{
    private const int Times = 7;

    public string Name => "image-save";

    public string Description => "InspectImage of a docker save tar on disk, no cache; its own work is the whole command less that of the target Default";

    public void Run(string project)
    {
        var tar = SavedImage.Tar(project);
        var (startUp, whole) = Series.InTurn(
            ("./build.sh --target=Default", () => Inspect.StartUp(project)),
            ("InspectImage of the tar", () => Measured.Run(project, false, Inspect.Uncached(tar)).Seconds),
            "s",
            Times);
        Console.WriteLine(startUp);
        Console.WriteLine(whole);
        Console.WriteLine(Aim.AtMost(whole.Median - startUp.Median, 1, " s"));
    }
}
