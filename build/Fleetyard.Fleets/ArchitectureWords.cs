using Fleetyard.Recipes;

namespace Fleetyard.Fleets;

/// <summary>What AWS's services and Debian call an architecture.</summary>
internal static class ArchitectureWords
{
    /// <summary>EC2's word.</summary>
    public static string Ec2(this Architecture architecture) => architecture == Architecture.Arm64 ? "arm64" : "x86_64";

    /// <summary>Debian's and Ubuntu's word.</summary>
    public static string Debian(this Architecture architecture) => architecture == Architecture.Arm64 ? "arm64" : "amd64";

    /// <summary>CodeBuild's environment type for a fleet of EC2 machines.</summary>
    public static string EnvironmentType(this Architecture architecture) => architecture == Architecture.Arm64 ? "ARM_EC2" : "LINUX_EC2";
}
