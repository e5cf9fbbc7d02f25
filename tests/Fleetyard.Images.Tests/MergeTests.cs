namespace Fleetyard.Images.Tests;

/// <summary>Every trap of merging, packed in every way.</summary>
internal sealed class MergeTests
{
    private static IEnumerable<TestCaseData> Cases => from made in MergeCases.All
                                                      from packing in Enum.GetValues<Packing>()
                                                      select new TestCaseData(made, packing).SetArgDisplayNames(made.ToString(), packing.ToString());

    [TestCaseSource(nameof(Cases))]
    public async Task The_merged_view_is_exact(MergeCase made, Packing packing)
    {
        using var packed = new PackedImage(packing, [.. made.Layers.Select(layer => layer.Write())]);
        await using var source = ImageSources.Open(packed.Location);

        // Half of the contents are wanted beforehand, the others are read again.
        var image = await source.ReadAsync(path => path.Length % 2 == 0);
        Assert.That(await View.OfAsync(image), Is.EqualTo(made.View));
    }
}
