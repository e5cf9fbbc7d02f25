using System.Text;
using System.Text.Json;

namespace Fleetyard.Fleets.Runs;

/// <summary>Writes the files of a run; a disk that takes them no more is told in one line.</summary>
internal static class RunFile
{
    /// <summary>Puts a state in place of the one before, whole or not at all.</summary>
    public static void Write(string path, RunState state) => Guarded(path, () =>
    {
        File.WriteAllText(path + ".new", JsonSerializer.Serialize(state, RunJson.Document) + "\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        File.Move(path + ".new", path, overwrite: true);
    });

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

    /// <exception cref="FleetException">The disk is full, the folder cannot be written, or the file is another command's.</exception>
    public static void Guarded(string path, Action write) => Guarded<object?>(path, () =>
    {
        write();
        return null;
    });

    public static T Guarded<T>(string path, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FleetException($"Cannot write {path}: {e.Message.TrimEnd('.')}; free space, make the folder writable or end the other command that uses it, and run the same command again.", e);
        }
    }
}
