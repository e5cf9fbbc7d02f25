using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2;

/// <summary>The volumes that a launch makes: the image's, as the request changes them, and those that it adds.</summary>
internal static class BlockDevices
{
    private const int LargestGiB = 65536;

    public static IReadOnlyList<BlockDevice> Of(QueryCall call, IReadOnlyList<BlockDevice> image)
    {
        var devices = image.ToList();
        foreach (var mapping in call.Structures("BlockDeviceMapping"))
        {
            var name = mapping["DeviceName"] is { Length: > 0 } given ? given : throw new AwsFault("MissingParameter", "The request must contain the parameter BlockDeviceMapping.DeviceName");
            var at = devices.FindIndex(device => device.DeviceName == name);
            if (mapping["NoDevice"] is not null)
            {
                devices.RemoveAll(device => device.DeviceName == name && at > 0);
                continue;
            }

            var device = Changed(mapping, at < 0 ? null : devices[at], name);
            if (at < 0)
            {
                devices.Add(device);
                continue;
            }

            devices[at] = device;
        }

        return [.. devices.Select(device => device with { VolumeId = Cloud.NewId("vol") })];
    }

    private static BlockDevice Changed(QueryCall mapping, BlockDevice? there, string name)
    {
        if (mapping["VirtualName"] is { } store)
        {
            throw new AwsFault("InvalidBlockDeviceMapping", $"LocalCloud's instances have no instance store, so there is no '{store}'.");
        }

        var size = mapping.Number("Ebs.VolumeSize", 1, LargestGiB) ?? there?.SizeGiB
            ?? throw new AwsFault("MissingParameter", $"The request must contain the parameter size or snapshotId for {name}");
        if (size < (there?.SizeGiB ?? 1))
        {
            throw new AwsFault("InvalidBlockDeviceMapping", $"Volume of size {size}GB is smaller than snapshot '{there!.SnapshotId}', expect size >= {there.SizeGiB}GB");
        }

        var type = mapping.OneOf("Ebs.VolumeType", "standard", "io1", "io2", "gp2", "sc1", "st1", "gp3") ?? there?.Type ?? "gp2";
        var iops = mapping.Number("Ebs.Iops", 100, 256000);
        var throughput = mapping.Number("Ebs.Throughput", 125, 2000);
        return (type, iops, throughput) switch
        {
            ("io1" or "io2", null, _) => throw new AwsFault("InvalidParameterCombination", $"The parameter iops must be specified for {type} volumes."),
            (not ("io1" or "io2" or "gp3"), not null, _) => throw new AwsFault("InvalidParameterCombination", $"The parameter iops is not supported for {type} volumes."),
            (not "gp3", _, not null) => throw new AwsFault("InvalidParameterCombination", $"The parameter throughput is not supported for {type} volumes."),
            _ => new BlockDevice
            {
                DeviceName = name,
                SizeGiB = size,
                SnapshotId = there?.SnapshotId,
                Type = type,
                Iops = iops ?? (type == "gp3" ? 3000 : null),
                Throughput = throughput ?? (type == "gp3" ? 125 : null),
                Encrypted = mapping.Flag("Ebs.Encrypted") ?? there?.Encrypted ?? false,
                DeleteOnTermination = mapping.Flag("Ebs.DeleteOnTermination") ?? there?.DeleteOnTermination ?? false,
            },
        };
    }
}
