namespace Fleetyard.Images.Sources;

/// <summary>The files of an archive, in a directory or in a tar.</summary>
internal interface IBlobs : IDisposable
{
    /// <summary>Where they are, for messages.</summary>
    string Where { get; }

    /// <summary>The file at a relative path, or null.</summary>
    Blob? Find(string path);
}
