using Fleetyard.Yaml;

namespace Fleetyard.Recipes.Reading;

/// <summary>Reads an instance's volumes by EC2's rules for their types.</summary>
internal sealed class VolumeReading(RegionRules region)
{
    private const string Default = "gp3";

    private static readonly Rule AnyType = new(text => VolumeType.All.Any(type => type.Name == text), string.Join(", ", VolumeType.All.Select(type => type.Name)));

    private static readonly Rule RootType = new(text => VolumeType.All.Any(type => type.Name == text && type.Boots),
        string.Join(", ", VolumeType.All.Where(type => type.Boots).Select(type => type.Name)))
    {
        Reason = text => AnyType.Accepts(text) ? "a hard disk that no instance boots from; it can be one of the extraVolumes" : null,
    };

    public Volume Root(Section? section)
    {
        var volume = section is null ? new Volume() : Read(section, RootType, sizeRequired: false);
        section?.NoOthers();
        return volume;
    }

    public IReadOnlyList<ExtraVolume> Extra(Section instance)
    {
        var volumes = new List<ExtraVolume>();
        foreach (var (_, section) in instance.Entries("extraVolumes", "a mapping with device and sizeGiB", most: 20))
        {
            var device = section!.Text("device", Rules.Device, required: true);
            var volume = Read(section, AnyType, sizeRequired: true);
            section.NoOthers();
            if (volumes.Any(other => other.Device == device))
            {
                section.Fault("device", $"{section.Name("device")} is '{device}', as that of a volume before it (each device once)");
            }

            if (device is not null)
            {
                volumes.Add(new ExtraVolume
                {
                    Device = device,
                    SizeGiB = volume.SizeGiB,
                    Type = volume.Type,
                    Iops = volume.Iops,
                    ThroughputMiB = volume.ThroughputMiB,
                    KmsKey = volume.KmsKey,
                });
            }
        }

        return volumes;
    }

    private Volume Read(Section section, Rule types, bool sizeRequired)
    {
        var named = section.Text("type", types) ?? Default;
        var type = VolumeType.All.Single(one => one.Name == named);
        var size = section.Number("sizeGiB", type.LeastGiB, type.MostGiB, required: sizeRequired);
        var iops = Iops(section, type, size);
        var throughput = Throughput(section, type, iops);
        var key = section.Text("kmsKey", region.KmsKey);
        return new Volume { SizeGiB = (int?)size, Type = type.Name, Iops = (int?)iops, ThroughputMiB = (int?)throughput, KmsKey = key };
    }

    private static long? Iops(Section section, VolumeType type, long? size)
    {
        if (type.MostIops == 0)
        {
            DoesNotGo(section, "iops", type, VolumeType.All.Where(one => one.MostIops > 0));
            return null;
        }

        var iops = section.Number("iops", type.LeastIops, type.MostIops, required: type.IopsRequired);
        var most = Math.Max((size ?? type.MostGiB) * type.IopsPerGiB, type.Name == Default ? VolumeType.BaselineIops : 0);
        if (iops > most)
        {
            section.Fault("iops", $"{section.Name("iops")} is {iops}, more than {type.Name}'s {type.IopsPerGiB} for a GiB (at most {most} for {size} GiB)");
        }

        return iops;
    }

    private static long? Throughput(Section section, VolumeType type, long? iops)
    {
        if (type.MostThroughput == 0)
        {
            DoesNotGo(section, "throughput", type, VolumeType.All.Where(one => one.MostThroughput > 0));
            return null;
        }

        var throughput = section.Number("throughput", type.LeastThroughput, type.MostThroughput);
        var most = (long)((iops ?? VolumeType.BaselineIops) * VolumeType.ThroughputPerIops);
        if (throughput > most)
        {
            section.Fault("throughput", $"{section.Name("throughput")} is {throughput}, more than a quarter of the iops (at most {most} for {iops ?? VolumeType.BaselineIops} iops)");
        }

        return throughput;
    }

    private static void DoesNotGo(Section section, string key, VolumeType type, IEnumerable<VolumeType> others)
    {
        section.Number(key, 0, int.MaxValue);
        if (section.Has(key))
        {
            section.Fault(key, $"{section.Name(key)} does not go with the type {type.Name} (leave it out, or {string.Join(", ", others.Select(one => one.Name))})");
        }
    }
}
