using System.Runtime.InteropServices;

namespace Fleetyard.Images.Sources;

/// <summary>Names of platforms, as the OCI image index spells them.</summary>
internal static class ImagePlatform
{
    /// <summary>The platform of images that this machine runs: containers are Linux's.</summary>
    public static string Own => "linux/" + RuntimeInformation.OSArchitecture switch
    {
        Architecture.X64 => "amd64",
        Architecture.X86 => "386",
        Architecture.Armv6 or Architecture.Arm => "arm",
        var other => other.ToString().ToLowerInvariant(),
    };

    /// <summary>Whether a platform is the one asked for; a variant counts only if asked for.</summary>
    public static bool Is(string asked, string platform) => platform == asked || platform.StartsWith(asked + '/', StringComparison.Ordinal);
}
