using System.Collections.Concurrent;
using Microsoft.Win32.SafeHandles;

namespace Fleetyard.Images.Sources;

/// <summary>The files of an OCI layout directory.</summary>
internal sealed class DirectoryBlobs(string directory) : IBlobs
{
    private readonly ConcurrentDictionary<string, SafeFileHandle> open = new();

    public string Where => directory;

    public Blob? Find(string path)
    {
        // Paths come from the image's own documents; and what has no length may be a pipe, which to open would wait for ever.
        var file = Path.Combine(directory, path);
        if (path.Split('/').Any(name => name is "" or "." or "..") || new FileInfo(file) is not { Exists: true, Length: > 0 })
        {
            return null;
        }

        var handle = open.GetOrAdd(file, name => File.OpenHandle(name));
        return new Blob($"{path} of {directory}", handle, 0, RandomAccess.GetLength(handle));
    }

    public void Dispose()
    {
        foreach (var handle in open.Values)
        {
            handle.Dispose();
        }
    }
}
