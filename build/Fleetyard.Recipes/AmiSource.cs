namespace Fleetyard.Recipes;

/// <summary>Which AMI a fleet's own AMI starts from: a trusted provider's release, a name pattern of one owner's AMIs, or one AMI of a trusted owner.</summary>
public sealed record AmiSource
{
    /// <summary>The trusted provider, or null where <see cref="Owner"/> and <see cref="NamePattern"/> say it.</summary>
    public AmiProvider? Provider { get; init; }

    /// <summary>The provider's release, such as <c>13</c>, <c>24.04</c>, <c>al2023</c> or <c>9</c>.</summary>
    public string? Release { get; init; }

    /// <summary>The owner's 12-digit account id, or an alias such as <c>amazon</c>; null where a provider is named.</summary>
    public string? Owner { get; init; }

    /// <summary>The AMI's name with EC2's wildcards <c>*</c> and <c>?</c>; null where a provider is named.</summary>
    public string? NamePattern { get; init; }

    /// <summary>The id of the one AMI to start from, whose owner is one of <see cref="Owners"/>; null where the newest is found.</summary>
    public string? ImageId { get; init; }

    /// <summary>For <see cref="ImageId"/>: the owners that are trusted, as 12-digit account ids or <c>amazon</c>, <c>aws-marketplace</c>, <c>self</c>.</summary>
    public IReadOnlyList<string> Owners { get; init; } = [];

    /// <summary>The processor architecture of the AMI, the instance and the fleet.</summary>
    public required Architecture Architecture { get; init; }
}

/// <summary>A provider whose AMI owner is known and pinned.</summary>
public enum AmiProvider
{
    /// <summary>Amazon Linux, owner 137112412989.</summary>
    Amazon,

    /// <summary>Ubuntu, owner 099720109477.</summary>
    Canonical,

    /// <summary>Red Hat Enterprise Linux, owner 309956199498.</summary>
    RedHat,

    /// <summary>Debian, owner 136693071363.</summary>
    Debian,
}

/// <summary>A processor architecture that CodeBuild has EC2 fleets for.</summary>
public enum Architecture
{
    /// <summary>EC2's <c>x86_64</c>, CodeBuild's <c>LINUX_EC2</c>.</summary>
    X64,

    /// <summary>EC2's <c>arm64</c>, CodeBuild's <c>ARM_EC2</c>.</summary>
    Arm64,
}
