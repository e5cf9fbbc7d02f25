using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Utilities;

namespace Fleetyard.Fleets.Ssh;

/// <summary>An ed25519 key as OpenSSH writes and shows it.</summary>
internal sealed class SshKey
{
    private const string Begin = "-----BEGIN OPENSSH PRIVATE KEY-----\n";
    private const string End = "-----END OPENSSH PRIVATE KEY-----\n";
    private const int LineLength = 70;

    private readonly Ed25519PrivateKeyParameters key;

    private SshKey(Ed25519PrivateKeyParameters key)
    {
        this.key = key;
        var blob = OpenSshPublicKeyUtilities.EncodePublicKey(key.GeneratePublicKey());
        Public = $"ssh-ed25519 {Convert.ToBase64String(blob)}";
        Fingerprint = $"SHA256:{Convert.ToBase64String(SHA256.HashData(blob)).TrimEnd('=')}";
    }

    /// <summary>As a line of <c>authorized_keys</c>, without a comment.</summary>
    public string Public { get; }

    /// <summary>Such as <c>SHA256:</c> and 43 letters of base64.</summary>
    public string Fingerprint { get; }

    public static SshKey Make() => new(new Ed25519PrivateKeyParameters(RandomNumberGenerator.GetBytes(Ed25519PrivateKeyParameters.KeySize)));

    /// <summary>Reads what <see cref="PrivateText"/> gave.</summary>
    /// <exception cref="FormatException">It is no such key.</exception>
    public static SshKey Read(string text)
    {
        var body = text.ReplaceLineEndings("\n").Replace(Begin, "", StringComparison.Ordinal).Replace(End, "", StringComparison.Ordinal);
        try
        {
            return OpenSshPrivateKeyUtilities.ParsePrivateKeyBlob(Convert.FromBase64String(body)) is Ed25519PrivateKeyParameters key ? new(key) : throw new FormatException("It is no ed25519 key.");
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or ArgumentException)
        {
            throw new FormatException("It is no OpenSSH private key.", e);
        }
    }

    /// <summary>In OpenSSH's own format, unencrypted. A method, so that no log of an object's properties shows it.</summary>
    public string PrivateText()
    {
        var lines = Convert.ToBase64String(OpenSshPrivateKeyUtilities.EncodePrivateKey(key)).Chunk(LineLength).Select(line => new string(line) + "\n");
        return Begin + string.Concat(lines) + End;
    }
}
