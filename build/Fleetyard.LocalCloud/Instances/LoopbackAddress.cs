using System.Security.Cryptography;
using System.Text;

namespace Fleetyard.LocalCloud.Instances;

/// <summary>The address of a clone, which shares the machine's network: one of the loopback network's sixteen million.</summary>
internal static class LoopbackAddress
{
    /// <summary>The same for the same folder and never 127.0.x.y, so that a clone has it for as long as it lives, and no service of the machine's has it.</summary>
    public static string Of(string folder)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(folder)));
        return $"127.{1 + (hash[0] % 254)}.{hash[1]}.{1 + (hash[2] % 254)}";
    }
}
