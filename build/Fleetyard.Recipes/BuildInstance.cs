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
}

/// <summary>How commands reach an instance.</summary>
public enum RemoteAccess
{
    /// <summary>AWS Systems Manager Run Command: no inbound port and no key.</summary>
    Ssm,
}
