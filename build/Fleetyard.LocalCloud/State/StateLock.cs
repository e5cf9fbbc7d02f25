namespace Fleetyard.LocalCloud.State;

/// <summary>Held by the one process that works on a state folder; the operating system frees it when that process ends, however it ends.</summary>
/// <remarks>A second process would take for killed what the first has under way, and end it.</remarks>
internal sealed class StateLock : IDisposable
{
    private readonly FileStream file;

    private StateLock(FileStream file) => this.file = file;

    /// <summary>The file.</summary>
    public static string In(string directory) => Path.Combine(directory, "state.lock");

    /// <exception cref="LocalCloudException">Another process has it, or it is no file.</exception>
    public static StateLock Take(string directory)
    {
        StateFile.Require(In(directory));
        try
        {
            return new(PrivateFiles.Open(In(directory), FileMode.OpenOrCreate, FileShare.None));
        }
        catch (IOException taken) when (TakenFile.Is(taken))
        {
            throw new LocalCloudException($"The LocalCloud in {directory} is another command's, which would lose what it has under way; wait for it or end it, or name another folder with --artifacts.", taken);
        }
    }

    public void Dispose() => file.Dispose();
}
