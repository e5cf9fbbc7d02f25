namespace Fleetyard.Fleets.Runs;

/// <summary>All that a run has learned; the content of <c>run.json</c>.</summary>
public sealed record RunState
{
    private static readonly string[] AfterInstance = ["SnapshotAmi", "GrantAccess", "CreateFleet"];

    /// <summary>Such as <c>20261124T101500Z-ktls-debian-13-x86_64-4f2a</c>.</summary>
    public required string RunId { get; init; }

    /// <summary>The recipe's name.</summary>
    public required string Recipe { get; init; }

    /// <summary>The recipe's fingerprint.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>What tells its cloud and account from every other; a run goes on nowhere else.</summary>
    public required string Cloud { get; init; }

    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>When the run began, in UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>How many instances of this run ended; each launch has a client token of its own.</summary>
    public int Attempt { get; init; }

    /// <summary>When the launch of the instance was first asked for; null where none is there. With no <see cref="InstanceId"/> its answer was lost.</summary>
    public DateTimeOffset? Launched { get; init; }

    /// <summary>The commit, or null.</summary>
    public string? Commit { get; init; }

    /// <summary>The AMI that it started from.</summary>
    public SourceAmi? SourceAmi { get; init; }

    /// <summary>The instance while there is one.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Whether the run was rebuilt from tags, and what was done on its instance is therefore not known.</summary>
    public bool InstanceUnknown { get; init; }

    /// <summary>Whether the instance was cleaned up for its AMI.</summary>
    public bool CleanedUp { get; init; }

    /// <summary>The AMI, known from the moment that EC2 began it.</summary>
    public string? AmiId { get; init; }

    /// <summary>Whether the AMI was available once; if EC2 does not know it any more, it is gone.</summary>
    public bool AmiAvailable { get; init; }

    /// <summary>The fleet's ARN.</summary>
    public string? FleetArn { get; init; }

    /// <summary>The build that verified the fleet.</summary>
    public VerifyBuild? Verified { get; init; }

    /// <summary>The steps that are done, with how long each took in seconds.</summary>
    public IReadOnlyDictionary<string, double> Steps { get; init; } = new Dictionary<string, double>();

    /// <summary>How long the steps took in all, in seconds.</summary>
    public double TotalSeconds => Math.Round(Steps.Values.Sum(), 3);

    /// <summary>What the scripts reported, such as <c>nix-version</c>.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();

    /// <summary>The state once the instance has ended: without an AMI of it, all that was done on it is undone.</summary>
    internal RunState WithoutInstance()
    {
        var left = this with { InstanceId = null, Launched = null, InstanceUnknown = false, CleanedUp = false, Attempt = Attempt + 1 };
        return AmiId is null ? left with { Steps = new Dictionary<string, double>(), Facts = new Dictionary<string, string>() } : left;
    }

    /// <summary>The state once the AMI is gone: what was done on an instance that is still there stands.</summary>
    internal RunState WithoutAmi()
    {
        var left = this with { AmiId = null, AmiAvailable = false };
        return InstanceId is null
            ? left with { Steps = new Dictionary<string, double>(), Facts = new Dictionary<string, string>() }
            : left with { Steps = Steps.Where(step => !AfterInstance.Contains(step.Key)).ToDictionary() };
    }
}
