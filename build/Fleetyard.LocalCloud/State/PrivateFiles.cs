namespace Fleetyard.LocalCloud.State;

/// <summary>Files and folders for their user alone, whatever the umask says.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode FileMode600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode FolderMode700 = FileMode600 | UnixFileMode.UserExecute;

    /// <summary>Makes a folder, and those above it that are not there; one that was open to others is so no longer.</summary>
    /// <exception cref="IOException">It could not be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It could not be made.</exception>
    public static string MakeFolder(string path)
    {
        var full = Path.GetFullPath(path);
        if (OperatingSystem.IsWindows())
        {
            return Directory.CreateDirectory(full).FullName;
        }

        if (Directory.Exists(full))
        {
            Close(full);
            return full;
        }

        if (Path.GetDirectoryName(full) is { } above && !Directory.Exists(above))
        {
            MakeFolder(above);
        }

        return Directory.CreateDirectory(full, FolderMode700).FullName;
    }

    /// <summary>Opens a file; where it is new, it is for its user alone.</summary>
    public static FileStream Open(string path, FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = FileMode600;
        }

        return new(path, options);
    }

    /// <summary>Writes a text file anew.</summary>
    public static async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        await using var file = new StreamWriter(Open(path, FileMode.Create, FileShare.Read));
        await file.WriteAsync(text.AsMemory(), cancellationToken);
    }

    private static void Close(string folder)
    {
        if (OperatingSystem.IsWindows() || (File.GetUnixFileMode(folder) & ~FolderMode700) == 0)
        {
            return;
        }

        try
        {
            File.SetUnixFileMode(folder, FolderMode700);
        }
        catch (UnauthorizedAccessException)
        {
            // Another user's; whether it can be worked in shows at once.
        }
    }
}
