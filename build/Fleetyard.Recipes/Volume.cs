namespace Fleetyard.Recipes;

/// <summary>An EBS volume.</summary>
public record Volume
{
    /// <summary>The size in GiB, 1 to 65536; null for the snapshot's own.</summary>
    public int? SizeGiB { get; init; }

    /// <summary>EC2's volume type: <c>gp2</c>, <c>gp3</c>, <c>io1</c>, <c>io2</c>, <c>st1</c>, <c>sc1</c> or <c>standard</c>.</summary>
    public string Type { get; init; } = "gp3";

    /// <summary>I/O operations a second, for gp3 (3,000 to 80,000), io1 and io2; null for the type's own.</summary>
    public int? Iops { get; init; }

    /// <summary>MiB a second, for gp3 (125 to 2,000); null for the type's own.</summary>
    public int? ThroughputMiB { get; init; }

    /// <summary>The KMS key that encrypts it: an id, an ARN or <c>alias/…</c>; null for none of its own.</summary>
    public string? KmsKey { get; init; }
}

/// <summary>A volume beside the root volume.</summary>
public sealed record ExtraVolume : Volume
{
    /// <summary>The device's name as EC2 has it, such as <c>/dev/sdf</c>.</summary>
    public required string Device { get; init; }
}
