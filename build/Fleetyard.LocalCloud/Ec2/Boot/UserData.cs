using System.IO.Compression;
using System.Text;

namespace Fleetyard.LocalCloud.Ec2.Boot;

/// <summary>User data as cloud-init reads it: a script, or something that LocalCloud does not do.</summary>
/// <param name="Script">A script's bytes; null where it is none.</param>
/// <param name="WhyNot">Why it does not run, for people; null where it does.</param>
internal sealed record UserData(byte[]? Script, string? WhyNot)
{
    /// <summary>16 KB may be packed a thousandfold.</summary>
    private const int MostUnpacked = 1024 * 1024;

    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["#cloud-config"] = "a #cloud-config",
        ["#cloud-boothook"] = "a #cloud-boothook",
        ["#include"] = "an #include",
        ["## template:"] = "a template",
        ["Content-Type:"] = "a MIME archive",
        ["MIME-Version:"] = "a MIME archive",
    };

    /// <param name="base64">As RunInstances takes it; gzip inside is unpacked.</param>
    public static UserData Read(string base64)
    {
        var content = Convert.FromBase64String(base64);
        if (content is [0x1f, 0x8b, ..])
        {
            if (Unpacked(content) is not { } unpacked)
            {
                return new(null, "it is no sound gzip, or more than 1 MiB when it is unpacked");
            }

            content = unpacked;
        }

        if (content is [(byte)'#', (byte)'!', ..])
        {
            return new(content, null);
        }

        var start = Encoding.UTF8.GetString(content.AsSpan(0, Math.Min(content.Length, 64)));
        var kind = Kinds.FirstOrDefault(kind => start.StartsWith(kind.Key, StringComparison.OrdinalIgnoreCase)).Value;
        return new(null, kind is null
            ? "it starts neither with #! nor with anything else that cloud-init knows"
            : $"it is {kind}, which LocalCloud does not do; it runs scripts that start with #!");
    }

    private static byte[]? Unpacked(byte[] content)
    {
        try
        {
            using var gzip = new GZipStream(new MemoryStream(content), CompressionMode.Decompress);
            var buffer = new byte[MostUnpacked + 1];
            var length = gzip.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return length <= MostUnpacked ? buffer[..length] : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
