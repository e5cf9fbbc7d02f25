using Fleetyard.Images;

namespace Fleetyard.Fuzz;

/// <summary>Reads layers and archives by the library's public door, and all that can be asked of the image then.</summary>
internal static class LayerReading
{
    /// <summary>What lies below the layer: targets for its whiteouts and links.</summary>
    private static readonly byte[] Below = new LayerTar()
        .Directory("a").File("a/x", "below").Directory("a/deep").File("a/deep/y", "y").Symlink("link", "a").Symlink("up", "../..").File("b", "b").Write();

    private static readonly ImageLimits Limits = new() { FreeBytes = 8 << 20, Expansion = 50, UncompressedBytes = 64 << 20, KeptBytes = 1 << 20, Entries = 50_000 };

    /// <summary>The bytes are a layer: read in place, where the reader seeks, and decompressed, where it only goes forward; both must come to the same.</summary>
    public static void Layer(byte[] input)
    {
        // A layer that is compressed is decompressed where it is not so already.
        if (input is [0x1F, 0x8B, ..] or [0x28, 0xB5, ..])
        {
            Answer([Below, input]);
            return;
        }

        var (seeking, forward) = (Answer([Below, input]), Answer([PackedImage.Gzip(Below), PackedImage.Gzip(input)]));
        if (seeking != forward)
        {
            throw new InvalidOperationException($"Seeking finds {seeking}\nreading forward finds {forward}");
        }
    }

    /// <summary>The bytes are an archive as <c>docker save</c> or another tool wrote it.</summary>
    public static void Archive(byte[] input)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, input);
            View(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>The view of the image, or that it was refused; where in the file that was noticed may differ.</summary>
    private static string Answer(byte[][] layers)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, PackedImage.Tar(PackedImage.Docker(layers)));
            return View(file);
        }
        catch (ImageException refusal) when (!refusal.Message.Contains('\n'))
        {
            return "a refusal";
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string View(string file)
    {
        var source = ImageSources.Open(file, new ImageSourceOptions { Limits = Limits });
        try
        {
            var image = source.ReadAsync(path => path.Length % 2 == 0).GetAwaiter().GetResult();
            return string.Join('\n', [.. image.Entries.Select(entry => Line(image, entry)), .. image.Findings.Select(finding => finding.ToString())]);
        }
        finally
        {
            source.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static string Line(ImageContent image, ImageEntry entry)
    {
        var end = image.Tree.Resolve(entry.Path);
        if (end.Entry is { } found && !found.Path.StartsWith('/'))
        {
            throw new InvalidOperationException($"{entry.Path} leads to {found.Path}, out of the image.");
        }

        return $"{entry.Kind} {entry.Path} {entry.Size} {entry.Mode} {entry.LinkTarget} {entry.Layer} {end.Path} {end.Loops} {Content(image, entry)}";
    }

    private static string Content(ImageContent image, ImageEntry entry)
    {
        if (entry is not { Kind: ImageEntryKind.File, Size: < 1 << 20 })
        {
            return "";
        }

        try
        {
            using var content = image.OpenAsync(entry).GetAwaiter().GetResult();
            var bytes = new MemoryStream();
            content.CopyTo(bytes);
            return PackedImage.Digest(bytes.ToArray());
        }
        catch (ImageException refusal)
        {
            return refusal.Message.Contains("sparse", StringComparison.Ordinal) ? "sparse" : throw new InvalidOperationException($"{entry.Path} is in the view and cannot be read.", refusal);
        }
    }
}
