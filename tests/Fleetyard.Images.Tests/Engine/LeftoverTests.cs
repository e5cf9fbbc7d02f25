using System.Text.Json;

namespace Fleetyard.Images.Tests.Engine;

/// <summary>Containers that a killed process left.</summary>
internal sealed class LeftoverTests
{
    [Test]
    public async Task A_container_whose_process_is_gone_is_removed_by_the_next_look_and_no_other()
    {
        using var image = new EngineImage([new LayerTar().File("a").Write()]);
        await using var looking = await LookAsync(image);
        var labels = JsonSerializer.Deserialize<Dictionary<string, string>>(Docker.Run("inspect", "--format", "{{json .Config.Labels}}", image.Containers().Single()))!;
        string[] alive = [.. image.Containers(), Create(image, labels), Create(image, []), Create(image, new() { ["fleetyard.images"] = "" }), Create(image, With("host", "elsewhere", "process", "1"))];
        try
        {
            // A number that no process can have, and this process's, as it was given to another one before.
            string[] left = [Create(image, With("process", "99999999")), Create(image, With("started", "1000000000"))];
            await using var next = await LookAsync(image);
            var there = Docker.Run("ps", "--all", "--quiet", "--no-trunc").Split('\n');
            Assert.That(there.Intersect(left), Is.Empty);
            Assert.That(alive.Where(container => !there.Any(id => id.StartsWith(container, StringComparison.Ordinal))), Is.Empty);
        }
        finally
        {
            Docker.Run(["rm", .. alive[1..]]);
        }

        Dictionary<string, string> With(params string[] changes) =>
            new(labels.Select(label => Array.IndexOf(changes, label.Key.Split('.')[^1]) is >= 0 and var at ? KeyValuePair.Create(label.Key, changes[at + 1]) : label));
    }

    private static string Create(EngineImage image, Dictionary<string, string> labels) =>
        Docker.Run(["create", .. labels.SelectMany(label => new[] { "--label", $"{label.Key}={label.Value}" }), image.Name, "/never-started"]);

    private static async Task<IImageSource> LookAsync(EngineImage image)
    {
        var source = ImageSources.Open(image.Name, new ImageSourceOptions { Source = ImageSourceKind.Container });
        await source.ReadAsync(_ => false);
        return source;
    }
}
