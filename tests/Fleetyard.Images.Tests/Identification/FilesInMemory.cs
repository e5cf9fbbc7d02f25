using System.Text;
using Fleetyard.Images.Identification;

namespace Fleetyard.Images.Tests.Identification;

/// <summary>A few files of an image, by path.</summary>
internal sealed class FilesInMemory : ISurroundings
{
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    public string this[string path]
    {
        set => _files[path] = Encoding.UTF8.GetBytes(value);
    }

    public List<string> Opened { get; } = [];

    public FilesInMemory With(string path, byte[] bytes)
    {
        _files[path] = bytes;
        return this;
    }

    public Stream? Open(string path)
    {
        Opened.Add(path);
        return _files.TryGetValue(path, out var bytes) ? new MemoryStream(bytes) : null;
    }

    public IEnumerable<string> List(string folder) => _files.Keys.Where(path => path.StartsWith(folder + "/", StringComparison.Ordinal))
        .Select(path => path[(folder.Length + 1)..].Split('/')[0]).Distinct();
}
