namespace Fleetyard.LocalCloud.Instances.Docker;

/// <summary>What containers and images are labelled with, for whoever looks for them.</summary>
internal static class Labels
{
    /// <summary>Which LocalCloud made it: the id of its folder.</summary>
    public const string Cloud = "fleetyard.local-cloud";

    /// <summary>The folder of that LocalCloud.</summary>
    public const string Folder = "fleetyard.local-cloud.folder";

    /// <summary>The instance that a container is.</summary>
    public const string Instance = "fleetyard.instance";

    /// <summary>The AMI that an image is.</summary>
    public const string Image = "fleetyard.image";

    /// <summary>The base system that an image is; it belongs to every LocalCloud of the engine.</summary>
    public const string Base = "fleetyard.base";
}
