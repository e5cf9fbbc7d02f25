namespace Fleetyard.Fleets.Runs;

/// <summary>The AMI that a run started from.</summary>
/// <param name="ImageId">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="OwnerId">Its owner's account.</param>
/// <param name="Created">When it was made, as EC2 says it.</param>
/// <param name="RootDevice">The root device's name, such as <c>/dev/xvda</c>.</param>
public sealed record SourceAmi(string ImageId, string Name, string OwnerId, string Created, string RootDevice)
{
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
public sealed record VerifyBuild(string Id, string Status, int NotRun);
