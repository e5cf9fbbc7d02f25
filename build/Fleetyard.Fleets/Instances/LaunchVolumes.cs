using Amazon.EC2;
using Amazon.EC2.Model;
using Fleetyard.Fleets.Runs;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Instances;

/// <summary>The volumes that an instance is launched with; none of them outlives it.</summary>
internal static class LaunchVolumes
{
    public static List<BlockDeviceMapping> Of(Recipe recipe, SourceAmi source)
    {
        var (instance, key) = (recipe.Instance, recipe.Ami.KmsKey);
        return
        [
            Mapping(source.RootDevice, instance.RootVolume, key),
            .. instance.ExtraVolumes.Select(volume => Mapping(volume.Device, volume, key)),
            .. key is null ? [] : source.FurtherDevices.Except(instance.ExtraVolumes.Select(volume => volume.Device)).Select(device => Encrypted(device, key)),
        ];
    }

    private static BlockDeviceMapping Mapping(string device, Recipes.Volume volume, string? recipeKey)
    {
        var key = volume.KmsKey ?? recipeKey;
        return new BlockDeviceMapping
        {
            DeviceName = device,
            Ebs = new EbsBlockDevice
            {
                VolumeSize = volume.SizeGiB,
                VolumeType = new VolumeType(volume.Type),
                Iops = volume.Iops,
                Throughput = volume.ThroughputMiB,
                Encrypted = key is null ? null : true,
                KmsKeyId = key,
                DeleteOnTermination = true,
            },
        };
    }

    /// <summary>A volume that the source AMI brings and the recipe does not speak of.</summary>
    private static BlockDeviceMapping Encrypted(string device, string key) =>
        new() { DeviceName = device, Ebs = new EbsBlockDevice { Encrypted = true, KmsKeyId = key, DeleteOnTermination = true } };
}
