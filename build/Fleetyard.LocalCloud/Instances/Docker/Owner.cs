using System.Security.Cryptography;
using System.Text;

namespace Fleetyard.LocalCloud.Instances.Docker;

/// <summary>The LocalCloud that containers and images belong to, by the labels that they carry.</summary>
/// <param name="Id">An id of the folder and the machine: one engine may serve several of both.</param>
/// <param name="Folder">The folder, for whoever finds a container and asks whose it is.</param>
internal sealed record Owner(string Id, string Folder)
{
    /// <summary>On a base system's image, which belongs to every LocalCloud of the engine, and on what descends from it.</summary>
    public const string BaseLabel = "fleetyard.base";

    private const string Label = "fleetyard.local-cloud";

    /// <summary>The images of this LocalCloud's AMIs.</summary>
    public string Repository => $"fleetyard.local/ami/{Id}";

    /// <summary>What all of this LocalCloud's containers are called, up to the instance's id.</summary>
    public string Prefix => $"fleetyard-{Id}-";

    /// <summary>The filter for what carries this LocalCloud's label.</summary>
    public Dictionary<string, IDictionary<string, bool>> Filter => new() { ["label"] = new Dictionary<string, bool> { [$"{Label}={Id}"] = true } };

    /// <summary>The labels of something of this LocalCloud's.</summary>
    public Dictionary<string, string> Labels => new() { [Label] = Id, [$"{Label}.folder"] = Folder };

    /// <summary>The owner whose state is in a folder.</summary>
    public static Owner Of(string directory)
    {
        var folder = Path.GetFullPath(directory);
        return new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Environment.MachineName}:{folder}")))[..12], folder);
    }
}
