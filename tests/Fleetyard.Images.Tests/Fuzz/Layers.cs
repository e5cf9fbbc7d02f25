using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Fleetyard.Images.Tests.Fuzz;

/// <summary>Layers as they come: few names, so that entries meet, with every kind of entry and whiteout among them.</summary>
internal static class Layers
{
    private static readonly string[] Names = ["a", "b", "c", "d"];

    /// <summary>What a layer says, a line each; lines can be shrunk and read by people.</summary>
    public static Gen<string[]> Lines { get; } = Line().ListOf().Select(lines => lines.Take(25).ToArray());

    /// <summary>Paths of one to three names.</summary>
    public static Gen<string> Paths => from length in Gen.Choose(1, 3)
                                       from names in Gen.Elements(Names).ArrayOf(length)
                                       select string.Join('/', names);

    /// <summary>Targets of links: up, down, from the root, through dots.</summary>
    public static Gen<string> Targets => from up in Gen.Elements("", "../", "../../../", "/", "./", "//")
                                         from path in Paths
                                         select up + path;

    /// <summary>The tar of such lines; one of none is two empty blocks, as engines write it, which .NET's writer does not.</summary>
    public static byte[] Write(IReadOnlyCollection<string> lines) => lines.Count == 0 ? new byte[1024] : lines.Aggregate(new LayerTar(), (tar, line) => line.Split(' ') switch
    {
        ["d", var path] => tar.Directory(path),
        ["f", var path, var content] => tar.File(path, content),
        ["l", var path, var target] => tar.Symlink(path, target),
        ["h", var path, var target] => tar.HardLink(path, target),
        ["w", var path] => tar.Whiteout(Path.GetDirectoryName(path)!, Path.GetFileName(path)),
        ["o", var path] => tar.Opaque(path),
        _ => throw new ArgumentException($"{line} is no line of a layer.", nameof(lines)),
    }).Write();

    /// <summary>The merged view of layers, as lines of the same kind.</summary>
    public static string[] View(params byte[][] layers) => View(Packing.DockerSave, layers);

    public static string[] View(Packing packing, params byte[][] layers)
    {
        using var packed = new PackedImage(packing, layers);
        var source = ImageSources.Open(packed.Location);
        try
        {
            var image = Hostile.Bounded.Answer(end => source.ReadAsync(_ => true, end)).GetAwaiter().GetResult();
            return [.. image.Entries.Select(entry => Line(image, entry))];
        }
        finally
        {
            source.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static string Line(ImageContent image, ImageEntry entry)
    {
        var path = entry.Path[1..];
        switch (entry.Kind)
        {
            case ImageEntryKind.Directory:
                return $"d {path}";
            case ImageEntryKind.Symlink:
                return $"l {path} {entry.LinkTarget}";
            case ImageEntryKind.File:
                using (var content = image.OpenAsync(entry).GetAwaiter().GetResult())
                {
                    return $"f {path} {new StreamReader(content, Encoding.UTF8).ReadToEnd()}";
                }

            default:
                return $"o {path}";
        }
    }

    private static Gen<string> Line() => Gen.Frequency(
        (4, Paths.Select(path => $"d {path}")),
        (6, from path in Paths from content in Gen.Choose(0, 99) select $"f {path} {content}"),
        (2, from path in Paths from target in Targets select $"l {path} {target}"),
        (2, from path in Paths from target in Paths select $"h {path} {target}"),
        (2, Paths.Select(path => $"w {path}")),
        (1, Paths.Select(path => $"o {path}")));
}
