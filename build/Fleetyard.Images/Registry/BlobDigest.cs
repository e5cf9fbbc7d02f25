using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Fleetyard.Images.Registry;

/// <summary>The digest of a blob: OCI image specification, "Digests", which registers these two algorithms.</summary>
internal sealed record BlobDigest
{
    private readonly HashAlgorithmName algorithm;
    private readonly string text;

    private BlobDigest(HashAlgorithmName algorithm, string text)
    {
        this.algorithm = algorithm;
        this.text = text;
    }

    /// <summary>Reads a digest.</summary>
    /// <param name="text">The digest, as <c>sha256:9f86…</c>.</param>
    /// <param name="where">What names it, for the message.</param>
    /// <exception cref="ImageException">It is none, or of an algorithm that is not known.</exception>
    public static BlobDigest Parse(string? text, string where) => TryParse(text, out var digest)
        ? digest
        : throw new ImageException($"{where} names \"{Identification.OneLine.Of(text ?? "")}\", which is no sha256 or sha512 digest; push the image again.");

    public static bool TryParse(string? text, [NotNullWhen(true)] out BlobDigest? digest)
    {
        digest = text?.Split(':') switch
        {
            ["sha256", { Length: 64 } hex] when IsHex(hex) => new BlobDigest(HashAlgorithmName.SHA256, text),
            ["sha512", { Length: 128 } hex] when IsHex(hex) => new BlobDigest(HashAlgorithmName.SHA512, text),
            _ => null,
        };
        return digest is not null;
    }

    /// <summary>Begins to compute a digest of this algorithm.</summary>
    public IncrementalHash Start() => IncrementalHash.CreateHash(algorithm);

    /// <summary>Whether it is the digest of what was computed.</summary>
    public bool Is(IncrementalHash hash) => text.EndsWith(':' + Convert.ToHexStringLower(hash.GetHashAndReset()), StringComparison.Ordinal);

    /// <summary>Whether it is the digest of these bytes.</summary>
    public bool Is(byte[] bytes)
    {
        using var hash = Start();
        hash.AppendData(bytes);
        return Is(hash);
    }

    public override string ToString() => text;

    private static bool IsHex(string hex) => hex.All(char.IsAsciiHexDigitLower);
}
