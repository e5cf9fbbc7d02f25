namespace Fleetyard.Images.Tests;

/// <summary>A merged view as lines.</summary>
internal static class View
{
    public static async Task<List<string>> OfAsync(ImageContent image)
    {
        var lines = new List<string>();
        foreach (var entry in image.Entries)
        {
            lines.Add((entry.Kind switch
            {
                ImageEntryKind.Directory => $"d {entry.Path}",
                ImageEntryKind.Symlink => $"l {entry.Path} {entry.LinkTarget}",
                ImageEntryKind.File => $"f {entry.Path} {await TextAsync(image, entry)}",
                _ => $"o {entry.Path} {entry.LinkTarget}",
            }).TrimEnd());
        }

        return lines;
    }

    public static async Task<string> TextAsync(ImageContent image, ImageEntry entry)
    {
        await using var content = await image.OpenAsync(entry);
        Assert.That(content.CanSeek && content.Length == entry.Size);
        return await new StreamReader(content).ReadToEndAsync();
    }
}
