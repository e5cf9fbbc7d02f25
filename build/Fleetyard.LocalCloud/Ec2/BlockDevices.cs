using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2;

/// <summary>The volumes that a launch makes: the image's, as the request changes them, and those that it adds.</summary>
internal sealed class BlockDevices(Cloud cloud, EbsEncryption encryption)
{
    private const int LargestGiB = 65536;

    public IReadOnlyList<BlockDevice> Of(QueryCall call, IReadOnlyList<BlockDevice> image)
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

            var device = Changed(mapping, at < 0 ? FromSnapshot(mapping, name) : devices[at], name);
            if (at < 0)
            {
                devices.Add(device);
                continue;
            }

            devices[at] = device;
        }

        return devices;
    }

    /// <summary>What a new volume starts from; null for an empty one.</summary>
    private BlockDevice? FromSnapshot(QueryCall mapping, string name)
    {
        if (mapping["Ebs.SnapshotId"] is not { Length: > 0 } id)
        {
            return null;
        }

        return cloud.Store.Get<SnapshotDocument>(ResourceIds.Snapshot(id)) is { } snapshot && snapshot.Region == mapping.Region
            ? new BlockDevice { DeviceName = name, SizeGiB = snapshot.SizeGiB, SnapshotId = id, Encrypted = snapshot.Encrypted, KmsKeyId = snapshot.KmsKeyId, DeleteOnTermination = false }
            : throw new AwsFault("InvalidSnapshot.NotFound", $"The snapshot '{id}' does not exist.");
    }

    private BlockDevice Changed(QueryCall mapping, BlockDevice? there, string name)
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
        var (asked, given) = (iops ?? 0, throughput ?? 0);
        return (type, iops, throughput) switch
        {
            ("io1" or "io2", null, _) => throw new AwsFault("InvalidParameterCombination", $"The parameter iops must be specified for {type} volumes."),
            (not ("io1" or "io2" or "gp3"), not null, _) => throw new AwsFault("InvalidParameterCombination", $"The parameter iops is not supported for {type} volumes."),
            (not "gp3", _, not null) => throw new AwsFault("InvalidParameterCombination", $"The parameter throughput is not supported for {type} volumes."),
            ("gp3", _, _) when asked > Math.Max(3000, size * 500) => throw new AwsFault("InvalidParameterValue", $"The iops of {name}, {asked}, is more than 500 for each of its {size} GiB."),
            ("gp3", _, _) when given > Math.Max(asked, 3000) / 4 => throw new AwsFault("InvalidParameterValue", $"The throughput of {name}, {given} MiB/s, is more than 0.25 for each of its {Math.Max(asked, 3000)} iops."),
            _ => encryption.Of(mapping.Region, new BlockDevice
            {
                DeviceName = name,
                SizeGiB = size,
                SnapshotId = there?.SnapshotId,
                Type = type,
                Iops = iops ?? (type == "gp3" ? 3000 : null),
                Throughput = throughput ?? (type == "gp3" ? 125 : null),
                Encrypted = there?.Encrypted ?? false,
                KmsKeyId = there?.KmsKeyId,
                DeleteOnTermination = mapping.Flag("Ebs.DeleteOnTermination") ?? there?.DeleteOnTermination ?? false,
            }, mapping.Flag("Ebs.Encrypted"), mapping["Ebs.KmsKeyId"]),
        };
    }
}
