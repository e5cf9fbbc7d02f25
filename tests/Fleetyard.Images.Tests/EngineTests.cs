namespace Fleetyard.Images.Tests;

/// <summary>The same traps in a real engine, where <c>docker run … find</c> tells what is right.</summary>
internal sealed class EngineTests
{
    private static readonly ImageSourceKind[] Ways = [ImageSourceKind.Overlay2, ImageSourceKind.Container, ImageSourceKind.Save];

    private static IEnumerable<TestCaseData> Cases => MergeCases.All.Where(made => made.IsLoadable is true).Select(made => new TestCaseData(made).SetArgDisplayNames(made.ToString()));

    [TestCaseSource(nameof(Cases))]
    public async Task The_merged_view_is_what_find_sees_in_a_container(MergeCase made)
    {
        using var image = new EngineImage([.. made.Layers.Select(layer => layer.Write())]);
        var oracle = image.Oracle();
        Assert.That(oracle, Is.EqualTo(EngineImage.Images(made.View)), "the engine sees what the specification promises");
        foreach (var way in Ways)
        {
            await using var source = ImageSources.Open(image.Name, new ImageSourceOptions { Source = way });
            var content = await ReadAsync(source);
            Assert.That(EngineImage.Images(await View.OfAsync(content)), Is.EqualTo(oracle), way.ToString());
        }
    }

    private static async Task<ImageContent> ReadAsync(IImageSource source)
    {
        try
        {
            return await source.ReadAsync(path => path.Length % 2 == 0);
        }
        catch (ImageException fault) when (fault.Message.Contains("overlay2's directories", StringComparison.Ordinal))
        {
            Assert.Ignore($"needs root and an engine with overlay2 on this machine: {fault.Message}");
            throw;
        }
    }
}
