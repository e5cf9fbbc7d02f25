using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Fleetyard.LocalCloud.Http;

namespace Fleetyard.LocalCloud.Ec2.Keys;

/// <summary>An OpenSSH public key, as ImportKeyPair takes it.</summary>
/// <param name="Type">EC2's name: <c>rsa</c> or <c>ed25519</c>.</param>
/// <param name="Line">Its algorithm and its blob, as in <c>authorized_keys</c>, without a comment.</param>
/// <param name="Fingerprint">As EC2 computes it.</param>
internal sealed record PublicKey(string Type, string Line, string Fingerprint)
{
    private const int Ed25519Bytes = 32;

    /// <summary>EC2 takes RSA keys of 1024, 2048 and 4096 bits, and ED25519 keys ("Create a key pair for your EC2 instance" in the user guide).</summary>
    /// <param name="material">The base64 of the key's text, as the API has blobs.</param>
    /// <exception cref="AwsFault"><c>InvalidKey.Format</c>: it is none of these.</exception>
    public static PublicKey Parse(string material)
    {
        try
        {
            var words = Encoding.UTF8.GetString(Convert.FromBase64String(material)).Split((char[])[' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
            var blob = Convert.FromBase64String(words.Length > 1 ? words[1] : "");
            var fields = Fields(blob);
            return (words.FirstOrDefault(), fields) switch
            {
                ("ssh-ed25519", [var name, { Length: Ed25519Bytes }]) when Is(name, "ssh-ed25519") => new("ed25519", $"{words[0]} {words[1]}", Convert.ToBase64String(SHA256.HashData(blob))),
                ("ssh-rsa", [var name, var exponent, var modulus]) when Is(name, "ssh-rsa") => new("rsa", $"{words[0]} {words[1]}", RsaFingerprint(exponent, modulus)),
                _ => throw Wrong(),
            };
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException or CryptographicException)
        {
            throw Wrong();
        }
    }

    /// <summary>The MD5 of the DER of the public key, in colons ("Verify the fingerprint of your key pair" in the EC2 user guide).</summary>
    private static string RsaFingerprint(byte[] exponent, byte[] modulus)
    {
        using var rsa = RSA.Create(new RSAParameters { Exponent = Unsigned(exponent), Modulus = Unsigned(modulus) });
        return rsa.KeySize is 1024 or 2048 or 4096
            ? string.Join(':', Hash(rsa.ExportSubjectPublicKeyInfo()).Select(one => Convert.ToHexStringLower([one])))
            : throw new AwsFault("InvalidKey.Format", $"The RSA key has {rsa.KeySize} bits; EC2 takes 1024, 2048 or 4096.");
    }

#pragma warning disable CA5351 // EC2 names imported RSA keys by their MD5; nothing relies on it.
    private static byte[] Hash(byte[] der) => MD5.HashData(der);
#pragma warning restore CA5351

    private static byte[] Unsigned(byte[] number) => [.. number.SkipWhile(one => one == 0)];

    private static bool Is(byte[] field, string text) => field.AsSpan().SequenceEqual(Encoding.ASCII.GetBytes(text));

    /// <summary>A blob is fields, each after its length (RFC 4253, section 6.6).</summary>
    private static List<byte[]> Fields(byte[] blob)
    {
        var fields = new List<byte[]>();
        for (var rest = blob.AsSpan(); rest.Length > 0;)
        {
            var length = rest.Length >= 4 ? BinaryPrimitives.ReadUInt32BigEndian(rest) : throw Wrong();
            if (length > rest.Length - 4)
            {
                throw Wrong();
            }

            fields.Add(rest.Slice(4, (int)length).ToArray());
            rest = rest[(4 + (int)length)..];
        }

        return fields;
    }

    private static AwsFault Wrong() => new("InvalidKey.Format", "Key is not in valid OpenSSH public key format");
}
