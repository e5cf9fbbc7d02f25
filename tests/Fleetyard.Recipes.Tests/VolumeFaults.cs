namespace Fleetyard.Recipes.Tests;

/// <summary>Volumes that EBS does not have.</summary>
internal static class VolumeFaults
{
    private const string Volume = "    sizeGiB: 30\n    type: gp3\n";
    private const string Remote = "  remote: ssm";

    public static IEnumerable<FaultySample> All() => Types().Concat(Performance()).Concat(Keys()).Concat(Extra());

    private static IEnumerable<FaultySample> Types()
    {
        foreach (var type in new[] { "st1", "sc1" })
        {
            yield return new("type: gp3", $"type: {type}", $"12:11: instance.volume.type is '{type}' (a hard disk that no instance boots from; it can be one of the extraVolumes)");
        }

        foreach (var (type, most) in new[] { ("gp2", 16384), ("standard", 1024) })
        {
            yield return new(Volume, $"    sizeGiB: {most + 1}\n    type: {type}\n", $"11:14: instance.volume.sizeGiB is '{most + 1}' (a whole number from 1 to {most})");
        }

        yield return new(Volume, "    sizeGiB: 65537\n", "11:14: instance.volume.sizeGiB is '65537' (a whole number from 1 to 65536)");
        yield return new(Volume, "    sizeGiB: 3\n    type: io2\n    iops: 100\n", "11:14: instance.volume.sizeGiB is '3' (a whole number from 4 to 65536)");
        yield return new(Volume, "    sizeGiB: 16385\n    type: io1\n    iops: 100\n", "11:14: instance.volume.sizeGiB is '16385' (a whole number from 4 to 16384)");
    }

    private static IEnumerable<FaultySample> Performance()
    {
        foreach (var (type, most) in new[] { ("io1", 64000), ("io2", 256000) })
        {
            yield return new(Volume, $"    type: {type}\n", $"11:5: instance.volume.iops is missing (a whole number from 100 to {most})");
            yield return new(Volume, $"    type: {type}\n    iops: 99\n", $"12:11: instance.volume.iops is '99' (a whole number from 100 to {most})");
            yield return new(Volume, $"    type: {type}\n    iops: {most + 1}\n", $"12:11: instance.volume.iops is '{most + 1}' (a whole number from 100 to {most})");
        }

        yield return new(Volume, "    iops: 2999\n", "11:11: instance.volume.iops is '2999' (a whole number from 3000 to 80000)");
        yield return new(Volume, "    iops: 80001\n", "11:11: instance.volume.iops is '80001' (a whole number from 3000 to 80000)");
        yield return new(Volume, "    iops: fast\n", "11:11: instance.volume.iops is 'fast' (a whole number from 3000 to 80000)");
        foreach (var type in new[] { "gp2", "standard" })
        {
            yield return new(Volume, $"    type: {type}\n    iops: 3000\n", $"12:11: instance.volume.iops does not go with the type {type} (leave it out, or gp3, io1, io2)");
        }

        yield return new(Volume, "    sizeGiB: 30\n    iops: 15001\n", "12:11: instance.volume.iops is 15001, more than gp3's 500 for a GiB (at most 15000 for 30 GiB)", BySchema: false);
        yield return new(Volume, "    sizeGiB: 4\n    iops: 3001\n", "12:11: instance.volume.iops is 3001, more than gp3's 500 for a GiB (at most 3000 for 4 GiB)", BySchema: false);
        yield return new(Volume, "    sizeGiB: 30\n    type: io1\n    iops: 1501\n", "13:11: instance.volume.iops is 1501, more than io1's 50 for a GiB (at most 1500 for 30 GiB)", BySchema: false);
        yield return new(Volume, "    sizeGiB: 30\n    type: io2\n    iops: 30001\n", "13:11: instance.volume.iops is 30001, more than io2's 1000 for a GiB (at most 30000 for 30 GiB)", BySchema: false);
        yield return new(Volume, "    throughput: 124\n", "11:17: instance.volume.throughput is '124' (a whole number from 125 to 2000)");
        yield return new(Volume, "    iops: 10000\n    throughput: 2001\n", "12:17: instance.volume.throughput is '2001' (a whole number from 125 to 2000)");
        yield return new(Volume, "    throughput: 751\n", "11:17: instance.volume.throughput is 751, more than a quarter of the iops (at most 750 for 3000 iops)", BySchema: false);
        yield return new(Volume, "    iops: 4000\n    throughput: 1001\n", "12:17: instance.volume.throughput is 1001, more than a quarter of the iops (at most 1000 for 4000 iops)", BySchema: false);
        yield return new(Volume, "    type: io2\n    iops: 4000\n    throughput: 500\n", "13:17: instance.volume.throughput does not go with the type io2 (leave it out, or gp3)");
    }

    private static IEnumerable<FaultySample> Keys()
    {
        const string allowed = "(a KMS key's id or ARN, or an alias or its ARN such as alias/fleet)";
        const string managed = "(an AWS-managed key, under which snapshots cannot be shared with CodeBuild's organization; name a customer-managed key)";
        yield return new(Volume, "    kmsKey: secret\n", $"11:13: instance.volume.kmsKey is 'secret' {allowed}");
        yield return new(Volume, "    kmsKey: alias/\n", $"11:13: instance.volume.kmsKey is 'alias/' {allowed}");
        yield return new(Volume, "    kmsKey: \"alias/a\\nb\"\n", $"11:13: instance.volume.kmsKey is 'alias/a�b' {allowed}");
        yield return new(Volume, "    kmsKey: alias/aws/ebs\n", $"11:13: instance.volume.kmsKey is 'alias/aws/ebs' {managed}");
        yield return new(Volume, "    kmsKey: arn:aws:kms:us-west-2:123456789012:alias/aws/ebs\n", $"11:13: instance.volume.kmsKey is 'arn:aws:kms:us-west-2:123456789012:alias/aws/ebs' {managed}");
    }

    private static IEnumerable<FaultySample> Extra()
    {
        const string device = "(a device such as /dev/sdf, from /dev/sdb to /dev/sdz or /dev/xvdb to /dev/xvdz)";
        yield return new(Remote, "  extraVolumes: {device: /dev/sdf}", "16:17: instance.extraVolumes is not a list (a list; each item a mapping with device and sizeGiB)");
        yield return new(Remote, "  extraVolumes: [/dev/sdf]", "16:18: instance.extraVolumes[0] is not a mapping (a mapping with device and sizeGiB)");
        yield return new(Remote, "  extraVolumes: [{sizeGiB: 10}]", $"16:18: instance.extraVolumes[0].device is missing {device}");
        yield return new(Remote, "  extraVolumes: [{device: /dev/sdf}]", "16:18: instance.extraVolumes[0].sizeGiB is missing (a whole number from 1 to 65536)");
        yield return new(Remote, "  extraVolumes: [{device: /dev/sdf, sizeGiB: 124, type: st1}]", "16:46: instance.extraVolumes[0].sizeGiB is '124' (a whole number from 125 to 16384)");
        yield return new(Remote, "  extraVolumes: [{device: /dev/sdf, sizeGiB: 125, type: sc1, iops: 3000}]", "16:68: instance.extraVolumes[0].iops does not go with the type sc1 (leave it out, or gp3, io1, io2)");
        yield return new(Remote, "  extraVolumes: [{device: /dev/sdf, sizeGiB: 10, type: nvme}]", "16:56: instance.extraVolumes[0].type is 'nvme' (gp2, gp3, io1, io2, st1, sc1, standard)");
        yield return new(Remote, "  extraVolumes: [{device: /dev/sdf, sizeGiB: 10}, {device: /dev/sdf, sizeGiB: 20}]", "16:60: instance.extraVolumes[1].device is '/dev/sdf', as that of a volume before it (each device once)", BySchema: false);
        yield return new(Remote, "  extraVolumes: [{device: /dev/sdf, sizeGiB: 10, name: x}]", "16:50: 'name' is not a key of instance.extraVolumes[0] (device, type, sizeGiB, iops, throughput, kmsKey)");
        yield return new(Remote, $"  extraVolumes: [{string.Join(", ", Enumerable.Range('b', 21).Select(letter => $"{{device: /dev/sd{(char)letter}, sizeGiB: 1}}"))}]", "16:17: instance.extraVolumes has 21 items (0 to 20)");
        foreach (var root in new[] { "/dev/sda1", "/dev/sda", "/dev/xvda" })
        {
            yield return new(Remote, $"  extraVolumes: [{{device: {root}, sizeGiB: 10}}]", $"16:27: instance.extraVolumes[0].device is '{root}' (the root volume's device, which instance.volume is for; a device such as /dev/sdf)");
        }

        foreach (var other in new[] { "sdf", "/dev/nvme1n1", "/dev/sdf1", "/dev/../sdf", "/dev/sdF" })
        {
            yield return new(Remote, $"  extraVolumes: [{{device: {other}, sizeGiB: 10}}]", $"16:27: instance.extraVolumes[0].device is '{other}' {device}");
        }
    }
}
