namespace Fleetyard.Recipes.Reading;

/// <summary>What EC2 allows for the volumes of one type.</summary>
/// <remarks>
/// Sources: EC2's API reference, CreateVolume, for sizes, IOPS and throughput; the EBS User Guide's pages on General Purpose and
/// Provisioned IOPS volumes for what a GiB and an IOPS allow, and its page on volume types for gp3's figures since September 2025.
/// </remarks>
internal sealed record VolumeType(string Name, int LeastGiB, int MostGiB)
{
    /// <summary>The MiB a second that one provisioned IOPS of gp3 allows.</summary>
    public const decimal ThroughputPerIops = 0.25m;

    /// <summary>The IOPS that every gp3 volume has, whatever its size.</summary>
    public const int BaselineIops = 3000;

    public static readonly IReadOnlyList<VolumeType> All =
    [
        new("gp2", 1, 16384),
        new("gp3", 1, 65536) { LeastIops = BaselineIops, MostIops = 80000, IopsPerGiB = 500, LeastThroughput = 125, MostThroughput = 2000 },
        new("io1", 4, 16384) { LeastIops = 100, MostIops = 64000, IopsPerGiB = 50, IopsRequired = true },
        new("io2", 4, 65536) { LeastIops = 100, MostIops = 256000, IopsPerGiB = 1000, IopsRequired = true },
        new("st1", 125, 16384) { Boots = false },
        new("sc1", 125, 16384) { Boots = false },
        new("standard", 1, 1024),
    ];

    /// <summary>Whether it can be a root volume.</summary>
    public bool Boots { get; init; } = true;

    /// <summary>0 where IOPS cannot be provisioned.</summary>
    public int LeastIops { get; init; }

    public int MostIops { get; init; }

    public int IopsPerGiB { get; init; }

    public bool IopsRequired { get; init; }

    /// <summary>MiB a second; 0 where throughput cannot be provisioned.</summary>
    public int LeastThroughput { get; init; }

    public int MostThroughput { get; init; }
}
