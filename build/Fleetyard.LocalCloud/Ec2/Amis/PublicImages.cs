using System.Security.Cryptography;
using System.Text;
using Fleetyard.LocalCloud.Instances;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2.Amis;

/// <summary>Stand-ins for the providers' public AMIs; the owners are the providers' own, the ids and dates are LocalCloud's.</summary>
internal sealed record PublicImage(BaseSystem BaseSystem, string Name, string Owner, string? Alias, string? Parameter)
{
    public const string Created = "2026-10-01T00:00:00.000Z";
    public const string Deprecated = "2028-10-01T00:00:00.000Z";

    public static DateTimeOffset DeprecatedAt { get; } = DateTimeOffset.Parse(Deprecated, System.Globalization.CultureInfo.InvariantCulture);

    public string Id => "ami-0" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Name)))[..16];

    /// <summary>The volume that an instance of it starts with: as large, and called as, on the provider's own AMIs.</summary>
    public BlockDevice Root => new()
    {
        DeviceName = BaseSystem.Distribution is "ubuntu" or "rhel" ? "/dev/sda1" : "/dev/xvda",
        SizeGiB = BaseSystem.Distribution == "rhel" ? 10 : 8,
        SnapshotId = Id.Replace("ami-", "snap-", StringComparison.Ordinal),
        Iops = 3000,
        Throughput = 125,
    };

    /// <summary>How the providers' AMIs boot. The stand-in of Ubuntu 24.04 has a TPM too, so that one can be carried through to an AMI in a rehearsal.</summary>
    public ImageTraits Traits => new()
    {
        BootMode = BaseSystem.Architecture == "arm64" ? "uefi" : "uefi-preferred",
        TpmSupport = BaseSystem is { Distribution: "ubuntu", Release: "24.04" } ? "v2.0" : null,
        ImdsSupport = BaseSystem.Distribution == "amzn" || BaseSystem is { Distribution: "ubuntu", Release: "24.04" } ? "v2.0" : null,
    };

    public static IReadOnlyList<PublicImage> All { get; } = [.. new[] { "x86_64", "arm64" }.SelectMany(Of)];

    private static IEnumerable<PublicImage> Of(string architecture)
    {
        var deb = architecture == "x86_64" ? "amd64" : "arm64";
        foreach (var release in new[] { "12", "13" })
        {
            yield return new(new("debian", release, architecture), $"debian-{release}-{deb}-20261001-0001", "136693071363", null, $"/aws/service/debian/release/{release}/latest/{deb}");
        }

        foreach (var (release, name) in new[] { ("22.04", "jammy-22.04"), ("24.04", "noble-24.04") })
        {
            yield return new(new("ubuntu", release, architecture), $"ubuntu/images/hvm-ssd-gp3/ubuntu-{name}-{deb}-server-20261001", "099720109477", null, $"/aws/service/canonical/ubuntu/server/{release}/stable/current/{deb}/hvm/ebs-gp3/ami-id");
        }

        foreach (var kernel in new[] { "default", "6.12", "6.18" })
        {
            yield return new(new("amzn", "2023", architecture), $"al2023-ami-2023.9.20261001.0-kernel-{kernel}-{architecture}", "137112412989", "amazon", $"/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-{kernel}-{architecture}");
        }

        yield return new(new("rhel", "9", architecture), $"RHEL-9.6.0_HVM-20261001-{architecture}-0-Hourly2-GP3", "309956199498", null, null);
    }
}
