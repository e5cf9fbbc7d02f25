namespace Fleetyard.Images;

/// <summary>How to find and read an image.</summary>
public sealed record ImageSourceOptions
{
    /// <summary>Forces one kind of source; null for the fastest safe one that works.</summary>
    public ImageSourceKind? Source { get; init; }

    /// <summary>The platform, such as <c>linux/arm64</c>; null for this machine's, or the only one there is.</summary>
    public string? Platform { get; init; }

    /// <summary>Which image of an archive that holds several, by its name.</summary>
    public string? Name { get; init; }

    /// <summary>The Docker engine; null for the one that the docker CLI would use.</summary>
    public Uri? Engine { get; init; }

    /// <summary>How much an image may ask for.</summary>
    public ImageLimits Limits { get; init; } = ImageLimits.Default;
}
