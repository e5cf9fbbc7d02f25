using Microsoft.Win32.SafeHandles;

namespace Fleetyard.Images.Sources;

/// <summary>Storage that is gone with the handle, and where the system can, has no name from the start: nothing stays after a crash.</summary>
internal static class TemporaryFile
{
    /// <summary>A new empty one.</summary>
    public static SafeFileHandle Create()
    {
        var path = Path.Combine(Path.GetTempPath(), $"fleetyard-{Guid.NewGuid():n}");
        var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, FileOptions.DeleteOnClose);
        if (!OperatingSystem.IsWindows())
        {
            File.Delete(path);
        }

        return file;
    }

    /// <summary>One that holds all that a stream has.</summary>
    public static SafeFileHandle Holding(Stream content, CancellationToken cancellationToken)
    {
        var file = Create();
        try
        {
            var buffer = new byte[1 << 17];
            for (var at = 0L; content.Read(buffer) is > 0 and var read; at += read)
            {
                cancellationToken.ThrowIfCancellationRequested();
                RandomAccess.Write(file, buffer.AsSpan(0, read), at);
            }

            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
