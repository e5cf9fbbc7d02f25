namespace Fleetyard.LocalCloud.Instances;

/// <summary>A folder whose entries are a host's to remove where it does not know them.</summary>
internal static class HostFolder
{
    /// <summary>What stands in it.</summary>
    /// <exception cref="InstanceHostException">It is a link, and what it leads to may be anybody's, or a file, or it is closed to this user.</exception>
    public static IReadOnlyList<string> Entries(string folder)
    {
        if (new DirectoryInfo(folder).LinkTarget is { } target)
        {
            throw new InstanceHostException($"{folder} is a link to {target}, where unknown instances and images would be removed; put a folder in its place, or name another one with --artifacts.");
        }

        if (File.Exists(folder))
        {
            throw new InstanceHostException($"{folder} is a file, and a folder belongs there; move it away, or name another one with --artifacts.");
        }

        try
        {
            return Directory.Exists(folder) ? Directory.GetFileSystemEntries(folder) : [];
        }
        catch (UnauthorizedAccessException fault)
        {
            throw new InstanceHostException($"{folder} is another user's ({fault.Message.TrimEnd('.')}); run as the user whose it is, or name another one with --artifacts.", fault);
        }
    }
}
