using Fleetyard.LocalCloud.Instances;

namespace Fleetyard.LocalCloud.State;

internal sealed record ImageDocument
{
    public required string Id { get; init; }
    public required string Region { get; init; }
    public required string Name { get; init; }
    public required BaseSystem BaseSystem { get; init; }
    public ImageTraits Traits { get; init; } = new();
    public IReadOnlyList<BlockDevice> Devices { get; init; } = [];
    public string? InstanceId { get; init; }

    /// <summary>Whose content the host boots: for a copy, that of the image that it was copied from. The host keeps it until the last image of it is gone.</summary>
    public string? ContentOf { get; init; }
    public string? SourceImageId { get; init; }
    public string? SourceRegion { get; init; }
    public string? ClientToken { get; init; }
    public string? RequestHash { get; init; }
    public required DateTimeOffset Created { get; init; }
    public DateTimeOffset VisibleFrom { get; init; }
    public required Transition State { get; init; }
    public string? Description { get; init; }
    public string? Reason { get; init; }
    public DateTimeOffset? Deprecated { get; init; }
    public DeregistrationProtection? Protection { get; init; }
    public bool Disabled { get; init; }
    public IReadOnlyList<string> Organizations { get; init; } = [];
    public IReadOnlyList<string> OrganizationalUnits { get; init; } = [];
    public IReadOnlyList<string> Users { get; init; } = [];
    public bool Public { get; init; }

    public string Content => ContentOf ?? Id;
}

/// <summary>What keeps an image from being deregistered.</summary>
/// <param name="WithCooldown">Whether it holds for a day after it was disabled.</param>
/// <param name="Until">When a disabled one ends; null while it is enabled.</param>
internal sealed record DeregistrationProtection(bool WithCooldown, DateTimeOffset? Until = null)
{
    public bool HoldsAt(DateTimeOffset now) => Until is null || now < Until;
}

/// <summary>What an image has by nature: its instances have it, and the images made of them.</summary>
internal sealed record ImageTraits
{
    public string? BootMode { get; init; }
    public string? TpmSupport { get; init; }
    public string? ImdsSupport { get; init; }
    public bool EnaSupport { get; init; } = true;
}

internal sealed record SnapshotDocument
{
    public required string Id { get; init; }
    public required string Region { get; init; }
    public required string ImageId { get; init; }
    public string? VolumeId { get; init; }
    public required DateTimeOffset Started { get; init; }
    public required Transition State { get; init; }
    public int SizeGiB { get; init; } = 8;
    public bool Encrypted { get; init; }
    public string? KmsKeyId { get; init; }
    public string Description { get; init; } = "";
}
