namespace Fleetyard.Benchmarks.Images;

/// <summary>Takes away what the benchmarks of images keep.</summary>
internal sealed class ImagesRemove : IBenchmark
{
    public string Name => "images-remove";

    public string Description => "removes the images and files that the benchmarks of images keep; measures nothing";

    public void Run(string project)
    {
        var names = Engine.Ask("images", "--filter", $"label={BigImage.Label}", "--format", "{{.Repository}}:{{.Tag}}").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(name => !name.StartsWith("<none>", StringComparison.Ordinal)).ToArray();
        if (names.Length > 0)
        {
            Engine.Ask(["rmi", .. names]);
        }

        var folder = SavedImage.Folder(project);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Console.WriteLine($"  {names.Length} images and {folder} are gone");
    }
}
