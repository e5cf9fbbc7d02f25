using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Fleetyard.Fleets.Runs;

/// <summary>Held by the one command that works on a recipe in a region of a cloud.</summary>
/// <remarks>It is the operating system's lock on a file, which ends with its process however that ends. Commands with another artifacts folder, such as those of
/// another checkout or machine, do not know of it.</remarks>
public sealed partial class RunLock : IDisposable
{
    /// <summary>What .NET tells of a file that another process has: EWOULDBLOCK on Linux and macOS, ERROR_SHARING_VIOLATION.</summary>
    private static readonly int[] Taken = [11, 35, unchecked((int)0x80070020)];

    private readonly FileStream file;

    private RunLock(FileStream file) => this.file = file;

    /// <summary>Takes it.</summary>
    /// <param name="folder">The folder of all runs.</param>
    /// <param name="recipe">The recipe's name.</param>
    /// <param name="region">The region.</param>
    /// <param name="cloud">What tells its cloud and account from every other.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="FleetException">Another command has it, or the file cannot be written.</exception>
    internal static RunLock Take(string folder, string recipe, string region, string cloud, TimeProvider time)
    {
        RunFile.MakeFolder(folder);
        var path = Path.Combine(folder, NotInNames().Replace($"{recipe}.{region}.{cloud}", "-") + ".lock");
        var taken = RunFile.Guarded(path, () => Open(path))
            ?? throw new FleetException($"Another command works on {recipe} in {region} of {cloud}{Holder(path)}; wait for it or end the other command, and run the same command again. Only commands with the same artifacts folder know of each other.");
        try
        {
            var holder = new RunLockHolder(Environment.ProcessId, Environment.MachineName, time.GetUtcNow());
            RunFile.Guarded(HolderFile(path), () => RunFile.WriteText(HolderFile(path), JsonSerializer.Serialize(holder, RunJson.Line)));
            return new RunLock(taken);
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    /// <remarks>The file stays: were it removed, one command could hold the removed one and another the next.</remarks>
    public void Dispose() => file.Dispose();

    private static FileStream? Open(string path)
    {
        try
        {
            return RunFile.Open(path, FileMode.OpenOrCreate, FileShare.None);
        }
        catch (IOException e) when (Taken.Contains(e.HResult))
        {
            return null;
        }
    }

    /// <summary>Who has it, in words; nothing where that cannot be read.</summary>
    private static string Holder(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<RunLockHolder>(File.ReadAllText(HolderFile(path)), RunJson.Line) is { } holder
                ? string.Create(CultureInfo.InvariantCulture, $", process {holder.ProcessId} on {holder.Machine} since {holder.Since:u}")
                : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return "";
        }
    }

    /// <summary>Beside the lock, since Windows lets nobody read a file that is locked.</summary>
    private static string HolderFile(string path) => path + ".json";

    [GeneratedRegex("[^A-Za-z0-9._-]")]
    private static partial Regex NotInNames();

    private sealed record RunLockHolder(int ProcessId, string Machine, DateTimeOffset Since);
}
