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
        // Paths come from the image's own documents.
        if (path.Split('/').Any(name => name is "" or "." or "..") || Path.Combine(directory, path) is var file && !File.Exists(file))
        {
            return null;
        }

        var handle = open.GetOrAdd(file, File.OpenHandle(file));
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
