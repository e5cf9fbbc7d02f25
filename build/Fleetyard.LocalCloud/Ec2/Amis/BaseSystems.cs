using Fleetyard.LocalCloud.Instances;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2.Amis;

/// <summary>Which distribution instances have.</summary>
internal static class BaseSystems
{
    /// <summary>The instance's own; of one that an earlier version launched, its image's for as long as that is there, else null.</summary>
    public static BaseSystem? Of(Cloud cloud, InstanceDocument instance) =>
        instance.BaseSystem
        ?? PublicImage.All.FirstOrDefault(image => image.Id == instance.ImageId)?.BaseSystem
        ?? cloud.Store.Get<ImageDocument>(instance.ImageId)?.BaseSystem;
}
