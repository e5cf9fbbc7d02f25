using Fleetyard.Images.Identification;

namespace Fleetyard.Images.Tests.Identification;

/// <summary>Unpacked packages, one over the other, as an image's files.</summary>
internal sealed class FolderSurroundings(params string[] folders) : ISurroundings
{
    public List<string> Opened { get; } = [];

    public Stream? Open(string path)
    {
        if (folders.Select(folder => Path.Combine(folder, path)).FirstOrDefault(File.Exists) is not { } file)
            return null;

        Opened.Add(path);
        return File.OpenRead(file);
    }

    public IEnumerable<string> List(string folder) => folders.Select(root => Path.Combine(root, folder)).Where(Directory.Exists)
        .SelectMany(Directory.EnumerateFileSystemEntries).Select(entry => Path.GetFileName(entry)).Distinct();
}
