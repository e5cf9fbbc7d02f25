using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Fleetyard.Fleets.Runs;

/// <summary>Writes the files of a run; a disk that takes them no more is told in one line.</summary>
internal static class RunFile
{
    private const int NoSpace = 28; // ENOSPC
    private const int ReadOnly = 30; // EROFS
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Puts a state in place of the one before, whole or not at all.</summary>
    public static void Write(string path, RunState state) => Guarded(path, () =>
    {
        // Whatever stands there under that name, nothing is written through it.
        File.Delete(path + ".new");
        WriteText(path + ".new", JsonSerializer.Serialize(state, RunJson.Document) + "\n");
        File.Move(path + ".new", path, overwrite: true);
    });

    /// <summary>Writes a text file anew.</summary>
    public static void WriteText(string path, string text)
    {
        using var file = new StreamWriter(Open(path, FileMode.Create));
        file.Write(text);
    }

    /// <summary>Opens a file for the lines that are added to it.</summary>
    /// <exception cref="FleetException">It could not be opened.</exception>
    public static StreamWriter Append(string path) => Guarded(path, () => new StreamWriter(Open(path, FileMode.Append)));

    /// <summary>Opens a file to write; where it is new, it is for its user alone, whatever the umask says.</summary>
    public static FileStream Open(string path, FileMode mode, FileShare share = FileShare.Read)
    {
        var options = new FileStreamOptions { Mode = mode, Access = mode == FileMode.Append ? FileAccess.Write : FileAccess.ReadWrite, Share = share, BufferSize = 0 };
        if (mode != FileMode.Open && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new(path, options);
    }

    /// <summary>Closes a file whose last words were written already, or could not be, which was told then.</summary>
    public static void Close(StreamWriter file)
    {
        try
        {
            file.Dispose();
        }
        catch (IOException)
        {
            // The disk took no more.
        }
    }

    /// <summary>Makes a folder that is still there after a power cut, and that is for its user alone, also where an earlier version left it open to others.</summary>
    /// <exception cref="FleetException">It could not be made.</exception>
    public static void MakeFolder(string path) => Told<object?>("write", path, () =>
    {
        if (!Directory.Exists(path))
        {
            MakePrivate(path);
            Sync(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        else
        {
            CloseToOthers(path);
        }

        return null;
    });

    /// <summary>Puts a folder's entries on disk, where the system has a call for that; .NET flushes files alone.</summary>
    public static void Sync(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = open(Encoding.UTF8.GetBytes(folder + '\0'), 0);
        if (descriptor >= 0)
        {
            // A file system that does not know the call has nothing better.
            _ = fsync(descriptor);
            _ = close(descriptor);
        }
    }

    /// <exception cref="FleetException">The disk is full, the folder cannot be written, or the file is another command's.</exception>
    public static void Guarded(string path, Action write) => Guarded<object?>(path, () =>
    {
        write();
        return null;
    });

    /// <exception cref="FleetException">The disk is full, the folder cannot be written, the file is another command's, or it is none.</exception>
    public static T Guarded<T>(string path, Func<T> write) => Told("write", path, () => OnFile(path, write));

    /// <exception cref="FleetException">It is not there, is no file, or cannot be read.</exception>
    public static T Readable<T>(string path, Func<T> read) => Told("read", path, () => OnFile(path, read));

    /// <summary>A link would have something written that is no run's.</summary>
    private static T OnFile<T>(string path, Func<T> use) =>
        new FileInfo(path).LinkTarget is { } target ? throw new MisplacedException($"it is a link to {target}")
        : Directory.Exists(path) ? throw new MisplacedException("it is a folder")
        : use();

    private static void CloseToOthers(string folder)
    {
        if (OperatingSystem.IsWindows() || File.GetUnixFileMode(folder) is var mode && (mode & ~Private) == 0)
        {
            return;
        }

        try
        {
            File.SetUnixFileMode(folder, mode & Private);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is read-only or another user's; whether it can be worked in shows at once.
        }
    }

    private static void MakePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, Private);
    }

    private static T Told<T>(string verb, string path, Func<T> use)
    {
        try
        {
            return use();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FleetException($"Cannot {verb} {path}: {e.Message.ReplaceLineEndings(" ").TrimEnd('.')}; {WhatToDo(e)}, and run the same command again.", e);
        }
    }

    private static string WhatToDo(Exception e) => e switch
    {
        MisplacedException => "a file belongs there: move the other away",
        UnauthorizedAccessException => "it is read-only or another user's: make it writable, run as the user whose it is, or name another folder with --artifacts",
        { HResult: NoSpace } => "free space there, or name another folder with --artifacts",
        { HResult: ReadOnly } => "make the folder writable, or name another one with --artifacts",
        _ => "free space, make the folder writable or end the other command that uses it",
    };

#pragma warning disable IDE1006, SYSLIB1054 // The names are libc's; the arguments need no generated marshalling.
    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int open(byte[] path, int flags);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int fsync(int descriptor);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int close(int descriptor);
#pragma warning restore IDE1006, SYSLIB1054

    /// <summary>Something else stands where a file belongs.</summary>
    private sealed class MisplacedException(string message) : IOException(message);
}
