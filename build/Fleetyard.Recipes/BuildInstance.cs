namespace Fleetyard.Recipes;

/// <summary>The EC2 instance that an AMI is made on.</summary>
public sealed record BuildInstance
{
    /// <summary>The instance type, such as <c>c7i.large</c>; its architecture is the source's.</summary>
    public required string Type { get; init; }

    /// <summary>The root volume's size in GiB, or null for the source AMI's own.</summary>
    public int? VolumeSizeGiB { get; init; }

    /// <summary>The root volume's type, such as <c>gp3</c>.</summary>
    public string VolumeType { get; init; } = "gp3";

    /// <summary>The name of the instance profile whose role lets SSM manage the instance.</summary>
    public string? InstanceProfile { get; init; }

    /// <summary>The subnet's id, or null for the default VPC's.</summary>
    public string? SubnetId { get; init; }

    /// <summary>The security groups' ids; empty for the VPC's default group.</summary>
    public IReadOnlyList<string> SecurityGroupIds { get; init; } = [];

    /// <summary>How commands reach the instance.</summary>
    public RemoteAccess Remote { get; init; } = RemoteAccess.Ssm;

    /// <summary>The SSM agent to install at first boot, for AMIs that carry none (Debian's, Red Hat's); null where the AMI has it.</summary>
    public SsmAgent? SsmAgent { get; init; }
}

/// <summary>A pinned release of the SSM agent's package, taken from AWS's own bucket of the region.</summary>
/// <param name="Version">Such as <c>3.3.2299.0</c>.</param>
/// <param name="Sha256">The SHA-256 of the source architecture's package, 64 hexadecimal digits.</param>
public sealed record SsmAgent(string Version, string Sha256);

/// <summary>How commands reach an instance.</summary>
public enum RemoteAccess
{
    /// <summary>AWS Systems Manager Run Command: no inbound port and no key.</summary>
    Ssm,
}
