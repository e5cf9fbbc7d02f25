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

    /// <summary>Whether layers must be told apart, even where that is slow (an engine whose overlay2 directories cannot be read has to save the image).</summary>
    public bool Layers { get; init; }

    /// <summary>Whether <c>find</c> may be run in a locked-down container of the image: quick for a first look, but it runs the image's own program.</summary>
    public bool AllowRun { get; init; }

    /// <summary>The folder of the index cache; null for no cache.</summary>
    public string? CacheDirectory { get; init; }

    /// <summary>The folder of the docker CLI's configuration, which has the credentials for registries; null for DOCKER_CONFIG, else <c>.docker</c> in the home directory.</summary>
    public string? DockerConfig { get; init; }

    /// <summary>The folders that have docker's credential helpers, written as PATH is; null for PATH.</summary>
    public string? HelperPath { get; init; }

    /// <summary>The clock that a registry's silence and its wish for rest are measured with.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Told how the reading goes on; null if nobody listens.</summary>
    public IProgress<ImageProgress>? Progress { get; init; }

    /// <summary>How much an image may ask for.</summary>
    public ImageLimits Limits { get; init; } = ImageLimits.Default;
}
