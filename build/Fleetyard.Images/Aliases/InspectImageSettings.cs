using Fleetyard.Images.Inventories;

namespace Fleetyard.Images;

/// <summary>How <see cref="ImageAliases.InspectImage"/> looks into an image.</summary>
public sealed record InspectImageSettings
{
    /// <summary>What to look for: libcrypto and clang, unless others are named.</summary>
    public IReadOnlyList<ArtifactSet> Sets { get; init; } = ArtifactSet.Usual;

    /// <summary>How the image is found and read. A cache of layers is kept in the user's cache folder, unless other options are given.</summary>
    public ImageSourceOptions Source { get; init; } = new();
}
