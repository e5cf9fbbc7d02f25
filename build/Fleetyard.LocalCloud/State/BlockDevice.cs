namespace Fleetyard.LocalCloud.State;

/// <summary>A volume of an instance, or what an image makes one of.</summary>
internal sealed record BlockDevice
{
    public required string DeviceName { get; init; }
    public required int SizeGiB { get; init; }
    public string? VolumeId { get; init; }
    public string? SnapshotId { get; init; }
    public string Type { get; init; } = "gp3";
    public int? Iops { get; init; }
    public int? Throughput { get; init; }
    public bool Encrypted { get; init; }

    /// <summary>The ARN of the key, for an encrypted one.</summary>
    public string? KmsKeyId { get; init; }
    public bool DeleteOnTermination { get; init; } = true;
}
