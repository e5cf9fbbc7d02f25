namespace Fleetyard.Fleets.Runs;

/// <summary>What a run has learned of one region.</summary>
public sealed record RegionState
{
    /// <summary>The AMI, known from the moment that EC2 began it.</summary>
    public string? AmiId { get; init; }

    /// <summary>Whether the AMI was available once; if EC2 does not know it any more, it is gone.</summary>
    public bool AmiAvailable { get; init; }

    /// <summary>An AMI of the run that came to nothing, until it is deregistered.</summary>
    public string? FailedAmiId { get; init; }

    /// <summary>How many copies to this region came to nothing; each has a client token of its own.</summary>
    public int CopyAttempt { get; init; }

    /// <summary>The fleet's ARN.</summary>
    public string? FleetArn { get; init; }

    /// <summary>The build that verified the fleet.</summary>
    public VerifyBuild? Verified { get; init; }

    /// <summary>How many builds were asked for; each has an idempotency token of its own.</summary>
    public int VerifyAttempt { get; init; }

    /// <summary>Whether a build was asked for and its end is not known.</summary>
    internal bool IsVerifying => VerifyAttempt > 0 && Verified is null or { Status: VerifyBuild.InProgress };

    /// <summary>The state once the copy is gone or came to nothing.</summary>
    internal RegionState WithoutCopy() => this with { AmiId = null, AmiAvailable = false, CopyAttempt = CopyAttempt + 1 };
}
