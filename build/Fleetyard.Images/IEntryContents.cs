namespace Fleetyard.Images;

/// <summary>Where the contents of files are.</summary>
internal interface IEntryContents
{
    /// <summary>Opens a file's content as a seekable stream.</summary>
    Task<Stream> OpenAsync(ImageEntry entry, CancellationToken cancellationToken);
}
