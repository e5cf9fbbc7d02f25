using System.Text.RegularExpressions;

namespace Fleetyard.Images.Cache;

/// <summary>What a file of the cache is about.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Digest">Of a layer, its diffID; of an image, its ID.</param>
/// <param name="Platform">The image's platform.</param>
internal sealed partial record CacheKey(string Kind, string Digest, string Platform)
{
    /// <summary>The index of a layer.</summary>
    public const string Layer = "layer";

    /// <summary>The index of a whole image, as its container shows it.</summary>
    public const string Image = "image";

    /// <summary>The index of a whole image, as its own find told it, which is believed only by those who let find run.</summary>
    public const string Found = "found";

    /// <summary>The name of the file; null if the digest or the platform, which come from strangers, are none.</summary>
    public string? FileName => Digests().IsMatch(Digest) && Names().IsMatch(Kind) && Platforms().IsMatch(Platform)
        ? $"{Digest["sha256:".Length..]}.{Platform.Replace('/', '+')}.{Kind}"
        : null;

    [GeneratedRegex(@"\Asha256:[0-9a-f]{64}\z")]
    private static partial Regex Digests();

    [GeneratedRegex(@"\A[a-z0-9-]{1,40}\z")]
    private static partial Regex Names();

    [GeneratedRegex(@"\A[a-z0-9_-]{1,20}(/[a-z0-9_-]{1,20}){1,2}\z")]
    private static partial Regex Platforms();
}
