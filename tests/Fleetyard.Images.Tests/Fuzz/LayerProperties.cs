using FsCheck;
using FsCheck.Fluent;

namespace Fleetyard.Images.Tests.Fuzz;

/// <summary>What holds of all layers, whatever is in them.</summary>
internal sealed class LayerProperties
{
    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(60);

    [Test]
    public void Lower_layers_may_be_squashed_first() => Check(layers =>
    {
        var squashed = Layers.Write([.. Layers.View(layers[0], layers[1]).Where(line => line[0] != 'o')]);
        return Layers.View(squashed, layers[2]).Where(line => line[0] != 'o').SequenceEqual(Without(layers));
    });

    [Test]
    public void A_layer_of_the_difference_leads_to_the_same_view() => Check(layers =>
    {
        var (below, above) = (Layers.View(layers[0]), Without(layers));
        var kept = above.Select(Name).ToHashSet();
        var gone = below.Select(Name).Where(name => !kept.Contains(name)).Select(name => $"w {name}").ToArray();
        return Layers.View(layers[0], Layers.Write([.. above, .. gone.Where(line => Path.GetDirectoryName(Name(line)) is "" || above.Contains($"d {Path.GetDirectoryName(Name(line))}"))]))
            .SequenceEqual(above);
    });

    [Test]
    public void An_empty_layer_changes_nothing() => Check(layers =>
        Layers.View(layers).SequenceEqual(Layers.View([Layers.Write([]), .. layers[..2], Layers.Write([]), layers[2]])));

    [Test]
    public void An_opaque_root_leaves_its_layer_alone() => Check(layers =>
        Layers.View(layers[0], [.. new LayerTar().Add(Marker()).Write()[..^1024], .. layers[1]]).SequenceEqual(Layers.View(layers[1])), isSelfContained: true);

    [TestCase(Packing.DockerSaveGzip)]
    [TestCase(Packing.OciDirectory)]
    [TestCase(Packing.OciDirectoryGzip)]
    [TestCase(Packing.OciTarZstd)]
    public void However_it_is_packed_the_view_is_the_same(Packing packing) => Check(layers => Layers.View(layers).SequenceEqual(Layers.View(packing, layers)));

    [Test]
    public void No_path_leads_out_of_the_image() => Prop.ForAll(
        Layers.Lines.Zip(Layers.Targets.ListOf()).ToArbitrary(),
        made =>
        {
            using var packed = new PackedImage(Packing.DockerSave, [Layers.Write(made.Item1)]);
            var source = ImageSources.Open(packed.Location);
            var tree = Hostile.Bounded.Answer(end => source.ReadAsync(_ => false, end)).GetAwaiter().GetResult().Tree;
            var entries = tree.Entries.Select(entry => entry.Path).Append("/").ToHashSet();
            var resolved = made.Item2.Concat(entries).Select(tree.Resolve).ToArray();
            source.DisposeAsync().AsTask().GetAwaiter().GetResult();
            return resolved.All(end => end.Path.StartsWith('/') && (end.Entry is null ? end.Loops || end.IsDangling : entries.Contains(end.Entry.Path) && end.Entry.Kind != ImageEntryKind.Symlink));
        }).Check(Often);

    private static void Check(Func<byte[][], bool> holds, bool isSelfContained = false) => Prop.ForAll(
        Layers.Lines.ArrayOf(3).ToArbitrary(),
        lines => holds([.. lines.Select(layer => Layers.Write([.. layer.Where(line => !isSelfContained || line[0] is not 'h')]))])).Check(Often);

    /// <summary>Names that are no file, no directory and no link cannot be written again as they are.</summary>
    private static string[] Without(byte[][] layers) => [.. Layers.View(layers).Where(line => line[0] != 'o')];

    private static string Name(string line) => line.Split(' ')[1];

    private static System.Formats.Tar.PaxTarEntry Marker() => new(System.Formats.Tar.TarEntryType.RegularFile, ".wh..wh..opq");
}
