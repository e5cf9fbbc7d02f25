namespace Fleetyard.Build.Doctor;

/// <summary>Whether runs and LocalCloud's state can be kept.</summary>
/// <param name="folder">The folder of both, which need not be there yet.</param>
internal sealed class FolderCheck(string folder) : ICheck
{
    private const long Least = 200L << 20;
    private const long Enough = 4L << 30;

    public string Subject => "State folder";

    public Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Finding>>([Look()]);

    private Finding Look()
    {
        // What is not there is made by a run; its nearest parent tells whether it can be.
        var there = new DirectoryInfo(folder);
        while (!there.Exists && there.Parent is { } parent)
        {
            there = parent;
        }

        try
        {
            using var probe = new FileStream(Path.Combine(there.FullName, $".fleetyard-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Finding.Fault(Subject, $"{folder} cannot be written ({e.Message.TrimEnd('.')}); make it writable, or name another with --artifacts");
        }

        var free = new DriveInfo(there.FullName).AvailableFreeSpace;
        var told = $"{folder} can be written; {free / (double)(1 << 30):0.0} GiB are free";
        return free < Least ? Finding.Fault(Subject, $"{told}, too few for a run; free some, or name another with --artifacts")
            : free < Enough ? Finding.Warning(Subject, $"{told}, too few for a rehearsal's AMIs; free some, or name another with --artifacts")
            : Finding.Ok(Subject, told);
    }
}
