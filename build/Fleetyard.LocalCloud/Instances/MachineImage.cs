namespace Fleetyard.LocalCloud.Instances;

/// <summary>What an instance is launched from.</summary>
/// <param name="BaseSystem">The distribution that the image descends from.</param>
/// <param name="ImageId">The captured image to launch from, or null for the bare base system.</param>
public sealed record MachineImage(BaseSystem BaseSystem, string? ImageId);

/// <summary>A distribution's release.</summary>
/// <param name="Distribution">As <c>/etc/os-release</c> has its <c>ID</c>: <c>debian</c>, <c>ubuntu</c>, <c>amzn</c>, <c>rhel</c>.</param>
/// <param name="Release">As <c>/etc/os-release</c> has its <c>VERSION_ID</c>: <c>13</c>, <c>24.04</c>, <c>2023</c>, <c>9</c>.</param>
/// <param name="Architecture">EC2's name: <c>x86_64</c> or <c>arm64</c>.</param>
public sealed record BaseSystem(string Distribution, string Release, string Architecture);
