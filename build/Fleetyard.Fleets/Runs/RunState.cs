using Fleetyard.Fleets.Provisioning;
using Fleetyard.Fleets.Regions;

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

    /// <summary>Whether <c>--force</c> began it, and no command has ended well on it with an AMI: until then the next forced one goes on with it.</summary>
    public bool Forced { get; init; }

    /// <summary>When the run began, in UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>How many launches of this run came to nothing or ended; each has a client token of its own.</summary>
    public int Attempt { get; init; }

    /// <summary>Which of the recipe's types and places is tried, counted from 0.</summary>
    public int Candidate { get; init; }

    /// <summary>How many of its instances EC2 took back, or could not bring up.</summary>
    public int Interruptions { get; init; }

    /// <summary>When the launch of the instance was first asked for; null where none is there. With no <see cref="InstanceId"/> its answer was lost.</summary>
    public DateTimeOffset? Launched { get; init; }

    /// <summary>When that launch was last asked for; what came of it is listed some minutes later at the latest.</summary>
    public DateTimeOffset? Asked { get; init; }

    /// <summary>The commit, or null.</summary>
    public string? Commit { get; init; }

    /// <summary>The AMI that it started from.</summary>
    public SourceAmi? SourceAmi { get; init; }

    /// <summary>The instance while there is one.</summary>
    public string? InstanceId { get; init; }

    /// <summary>What was made to reach the instance by SSH; it outlives the instance until it is removed too.</summary>
    public SshAccess? Ssh { get; init; }

    /// <summary>Whether the run was rebuilt from tags, and what was done on its instance is therefore not known.</summary>
    public bool InstanceUnknown { get; init; }

    /// <summary>Whether the clean-up for its AMI was begun on the instance, which takes keys away.</summary>
    public bool CleanUpBegun { get; init; }

    /// <summary>Whether the instance was cleaned up for its AMI.</summary>
    public bool CleanedUp { get; init; }

    /// <summary>The AMI, known from the moment that EC2 began it.</summary>
    public string? AmiId { get; init; }

    /// <summary>Whether the AMI was available once; if EC2 does not know it any more, it is gone.</summary>
    public bool AmiAvailable { get; init; }

    /// <summary>An AMI of the run that came to nothing, until it is deregistered.</summary>
    public string? FailedAmiId { get; init; }

    /// <summary>The fleet's ARN.</summary>
    public string? FleetArn { get; init; }

    /// <summary>The build that verified the fleet.</summary>
    public VerifyBuild? Verified { get; init; }

    /// <summary>How many builds were asked for; each has an idempotency token of its own.</summary>
    public int VerifyAttempt { get; init; }

    /// <summary>What it knows of the recipe's further regions.</summary>
    public IReadOnlyDictionary<string, RegionState> OtherRegions { get; init; } = new Dictionary<string, RegionState>();

    /// <summary>Whether it made a fleet in each region that it knows of.</summary>
    internal bool HasAllFleets => FleetArn is not null && OtherRegions.Values.All(region => region.FleetArn is not null);

    /// <summary>Whether a build was asked for in one of its regions and its end is not known.</summary>
    internal bool IsVerifying => OtherRegions.Values.Append(AtHome).Any(region => region.IsVerifying);

    /// <summary>The steps that are done, with how long each took in seconds.</summary>
    public IReadOnlyDictionary<string, double> Steps { get; init; } = new Dictionary<string, double>();

    /// <summary>How long the steps took in all, in seconds.</summary>
    public double TotalSeconds => Math.Round(Steps.Values.Sum(), 3);

    /// <summary>What the scripts reported, such as <c>nix-version</c>.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();

    /// <summary>What the audit found on the instance; whether it looked is the fact <c>audit</c>.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    private RegionState AtHome => new() { AmiId = AmiId, AmiAvailable = AmiAvailable, FailedAmiId = FailedAmiId, FleetArn = FleetArn, Verified = Verified, VerifyAttempt = VerifyAttempt };

    /// <summary>The state once the instance has ended: without an AMI of it, all that was done on it is undone.</summary>
    internal RunState WithoutInstance()
    {
        var left = this with { InstanceId = null, Launched = null, Asked = null, InstanceUnknown = false, CleanUpBegun = false, CleanedUp = false, Attempt = Attempt + 1, Candidate = 0 };
        return AmiId is null ? left with { Steps = new Dictionary<string, double>(), Facts = new Dictionary<string, string>(), Findings = [] } : left;
    }

    /// <summary>What it knows of one of its regions.</summary>
    internal RegionState In(Place place) => place.IsHome ? AtHome : OtherRegions.GetValueOrDefault(place.Region) ?? new();

    /// <summary>The state with what was learned of one of its regions.</summary>
    internal RunState With(Place place, RegionState region) => place.IsHome
        ? this with { AmiId = region.AmiId, AmiAvailable = region.AmiAvailable, FailedAmiId = region.FailedAmiId, FleetArn = region.FleetArn, Verified = region.Verified, VerifyAttempt = region.VerifyAttempt }
        : this with { OtherRegions = new Dictionary<string, RegionState>(OtherRegions) { [place.Region] = region } };

    /// <summary>The state once the AMI of a region is gone; the copies of the home region's go with that.</summary>
    internal RunState WithoutAmi(Place place) => place.IsHome ? WithoutAmi() : With(place, In(place).WithoutCopy());

    /// <summary>The state once the AMI is gone: what was done on an instance that is still there stands.</summary>
    private RunState WithoutAmi()
    {
        var left = this with { AmiId = null, AmiAvailable = false, OtherRegions = OtherRegions.ToDictionary(region => region.Key, region => region.Value.WithoutCopy()) };
        return InstanceId is null
            ? left with { Steps = new Dictionary<string, double>(), Facts = new Dictionary<string, string>(), Findings = [] }
            : left with { Steps = Steps.Where(step => !AfterInstance.Contains(step.Key)).ToDictionary() };
    }
}
