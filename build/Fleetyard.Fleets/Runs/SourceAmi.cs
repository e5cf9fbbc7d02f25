using Amazon.EC2.Model;

namespace Fleetyard.Fleets.Runs;

/// <summary>The AMI that a run started from.</summary>
/// <param name="ImageId">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="OwnerId">Its owner's account.</param>
/// <param name="Created">When it was made, as EC2 says it.</param>
/// <param name="RootDevice">The root device's name, such as <c>/dev/xvda</c>.</param>
public sealed record SourceAmi(string ImageId, string Name, string OwnerId, string Created, string RootDevice)
{
    /// <summary>The name that EC2 knows its owner by, such as <c>amazon</c> or <c>aws-marketplace</c>; null for all others.</summary>
    public string? OwnerAlias { get; init; }

    /// <summary>When it is deprecated, as EC2 says it; null where it never is.</summary>
    public string? Deprecation { get; init; }

    /// <summary>Whether enhanced networking with ENA is on; null where it is not known, as for an AMI that an earlier run started from.</summary>
    public bool? EnaSupport { get; init; }

    /// <summary>How it boots: <c>legacy-bios</c>, <c>uefi</c> or <c>uefi-preferred</c>; null for the instance type's default.</summary>
    public string? BootMode { get; init; }

    /// <summary>The version of its NitroTPM, such as <c>v2.0</c>; null where it has none.</summary>
    public string? TpmSupport { get; init; }

    /// <summary>The devices of its EBS volumes beside the root's.</summary>
    public IReadOnlyList<string> FurtherDevices { get; init; } = [];

    internal static SourceAmi Of(Image image) => new(image.ImageId, image.Name, image.OwnerId, image.CreationDate, image.RootDeviceName)
    {
        OwnerAlias = image.ImageOwnerAlias,
        Deprecation = image.DeprecationTime,
        EnaSupport = image.EnaSupport,
        BootMode = image.BootMode?.Value,
        TpmSupport = image.TpmSupport?.Value,
        FurtherDevices = [.. (image.BlockDeviceMappings ?? []).Where(mapping => mapping.Ebs is not null && mapping.DeviceName != image.RootDeviceName).Select(mapping => mapping.DeviceName)],
    };

    /// <summary>For people: its id and name, whose it is, and how old.</summary>
    internal string Told() =>
        $"{ImageId} ({Name}), owner {OwnerId}{(OwnerAlias is null ? "" : $" ({OwnerAlias})")}, created {Created}, {(Deprecation is null ? "with no deprecation date" : $"deprecated from {Deprecation} on")}";

    /// <summary>As the value of the tag <see cref="Tags.Source"/>.</summary>
    internal string ToTag() => Tags.Value(string.Join(' ', ImageId, OwnerId, Created, RootDevice, Name));

    /// <summary>Out of that tag, or null where an AMI has none.</summary>
    internal static SourceAmi? FromTag(string? value) =>
        value?.Split(' ', 5) is [var id, var owner, var created, var device, var name] ? new(id, name, owner, created, device) : null;
}

/// <summary>The build that verified a fleet.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">CodeBuild's status of it, such as <c>SUCCEEDED</c> or <c>FAILED</c>.</param>
/// <param name="NotRun">How many commands did not run, because they need a kernel that the instance does not have.</param>
public sealed record VerifyBuild(string Id, string Status, int NotRun)
{
    /// <summary>CodeBuild's status of a build that has not ended.</summary>
    internal const string InProgress = "IN_PROGRESS";
}
