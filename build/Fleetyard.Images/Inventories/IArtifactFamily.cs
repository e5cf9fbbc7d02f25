using Fleetyard.Images.Identification;

namespace Fleetyard.Images.Inventories;

/// <summary>Says what files of a family are.</summary>
internal interface IArtifactFamily
{
    /// <summary>The family and the version of what it knows; what another version said is not believed.</summary>
    string Knowledge { get; }

    /// <summary>Whether a name alone says that something of the family ought to be there.</summary>
    bool IsLikely(string path);

    /// <summary>Whether a file may be of the family, by what is known before it is opened.</summary>
    bool IsPossible(string path, int mode);

    /// <summary>Says what a file is.</summary>
    /// <param name="path">Its absolute path, which no symlink is in.</param>
    /// <param name="mode">Its permission bits.</param>
    /// <param name="content">Its bytes; seekable, not disposed.</param>
    /// <param name="around">The image around it.</param>
    /// <returns>Null if it is none of the family.</returns>
    ArtifactIdentity? Identify(string path, int mode, Stream content, ISurroundings around);
}
