namespace Fleetyard.Images;

/// <summary>How much an image may ask for before it is refused.</summary>
public sealed record ImageLimits
{
    /// <summary>The usual limits.</summary>
    public static ImageLimits Default { get; } = new();

    /// <summary>Entries of all layers together; each takes some 80 bytes of memory.</summary>
    public long Entries { get; init; } = 4_000_000;

    /// <summary>Artifacts of one set; each takes some kilobytes of memory, one that is made to has thirty.</summary>
    public int Artifacts { get; init; } = 100_000;

    /// <summary>Bytes that all layers together may decompress to, and an archive may be spooled to.</summary>
    public long UncompressedBytes { get; init; } = 256L << 30;

    /// <summary>Bytes that a compressed layer may have before its <see cref="Expansion"/> counts: small layers of zeros are common.</summary>
    public long FreeBytes { get; init; } = 1L << 30;

    /// <summary>How many times larger than its blob a layer may be. Binaries reach 5, text 20, gzip's end is 1032.</summary>
    public int Expansion { get; init; } = 200;

    /// <summary>Bytes of file contents that are kept in temporary storage.</summary>
    public long KeptBytes { get; init; } = 4L << 30;

    /// <summary>How long an image's own <c>find</c> may run, where it is allowed to. A million files take some seconds.</summary>
    public TimeSpan RunTime { get; init; } = TimeSpan.FromMinutes(2);
}
