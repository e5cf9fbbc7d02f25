namespace Fleetyard.LocalCloud.State;

/// <summary>What has to hold of the files of a state folder before one is opened.</summary>
internal static class StateFile
{
    /// <summary>That nothing is written that is not LocalCloud's.</summary>
    /// <exception cref="LocalCloudException">It is a link or a folder.</exception>
    public static void Require(string path)
    {
        if (new FileInfo(path).LinkTarget is { } target)
        {
            throw new LocalCloudException($"LocalCloud's {path} is a link to {target}, and a file belongs there; move it away, or name another folder with --artifacts.");
        }

        if (Directory.Exists(path))
        {
            throw new LocalCloudException($"LocalCloud's {path} is a folder, and a file belongs there; move it away, or name another folder with --artifacts.");
        }
    }
}
