namespace Fleetyard.Images;

/// <summary>What an entry of an image is.</summary>
public enum ImageEntryKind
{
    /// <summary>A regular file; a hard link is one, too.</summary>
    File,

    /// <summary>A symbolic link.</summary>
    Symlink,

    /// <summary>A directory.</summary>
    Directory,

    /// <summary>A device, a pipe, a socket, or a hard link to nowhere.</summary>
    Other,
}
