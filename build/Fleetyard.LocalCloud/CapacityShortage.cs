namespace Fleetyard.LocalCloud;

/// <summary>Launches that find no capacity.</summary>
public sealed record CapacityShortage
{
    /// <summary>The instance type, such as <c>c7i.large</c>; null for every type.</summary>
    public string? InstanceType { get; init; }

    /// <summary>The Availability Zone, such as <c>us-west-2a</c>; null for every zone.</summary>
    public string? Zone { get; init; }

    /// <summary>True for Spot Instances alone, false for on-demand ones alone; null for both.</summary>
    public bool? Spot { get; init; }

    /// <summary>Whether EC2 never has the type there (<c>Unsupported</c>), rather than not now (<c>InsufficientInstanceCapacity</c>).</summary>
    public bool IsUnsupported { get; init; }
}
