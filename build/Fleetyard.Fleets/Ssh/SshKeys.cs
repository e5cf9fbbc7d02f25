using System.Text;
using Fleetyard.Fleets.Runs;

namespace Fleetyard.Fleets.Ssh;

/// <summary>The two keys of a run, which go with its instance: one to log in with, and one that the instance shows.</summary>
/// <remarks>They lie in the run's folder, for its owner alone, so that the next command can go on with the run.</remarks>
internal sealed record SshKeys(SshKey User, SshKey Host)
{
    private const string UserFile = "id_ed25519";
    private const string HostFile = "ssh_host_ed25519_key";

    /// <summary>Makes both, on disk before the caller goes on.</summary>
    /// <exception cref="FleetException">They could not be written.</exception>
    public static SshKeys Make(FleetRun run)
    {
        Delete(run);
        var keys = new SshKeys(SshKey.Make(), SshKey.Make());
        Write(Path.Combine(run.Folder, HostFile), keys.Host);
        Write(Path.Combine(run.Folder, UserFile), keys.User);
        return keys;
    }

    /// <summary>The keys of the run's folder, or null where they are not there, or not whole.</summary>
    public static SshKeys? Find(FleetRun run)
    {
        try
        {
            return new(SshKey.Read(File.ReadAllText(Path.Combine(run.Folder, UserFile))), SshKey.Read(File.ReadAllText(Path.Combine(run.Folder, HostFile))));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            return null;
        }
    }

    /// <summary>The keys of the instance that is there.</summary>
    /// <exception cref="FleetException">They are not in the run's folder, or are others.</exception>
    public static SshKeys Of(FleetRun run) => Find(run) is { } keys && keys.Host.Fingerprint == run.State.Ssh?.HostKey
        ? keys
        : throw new FleetException($"The instance of run {run.State.RunId} cannot be reached by SSH: the keys that it was launched with are not in {run.Folder}; run the same command again, which launches another (with --keep, terminate this one first).");

    public static void Delete(FleetRun run)
    {
        foreach (var path in new[] { UserFile, HostFile }.Select(name => Path.Combine(run.Folder, name)))
        {
            RunFile.Guarded(path, () => File.Delete(path));
        }
    }

    private static void Write(string path, SshKey key) => RunFile.Guarded(path, () =>
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        file.Write(Encoding.ASCII.GetBytes(key.PrivateText()));
        file.Flush(flushToDisk: true);
    });
}
