using Fleetyard.Fleets.Tests.World;
using Fleetyard.LocalCloud.Faults;
using Fleetyard.Recipes;

namespace Fleetyard.Sweep;

/// <summary>What the chain is run on.</summary>
internal sealed record Scenario
{
    /// <summary>The faults whose work is done although the client does not hear of it.</summary>
    private static readonly FaultKind[] Unheard = [FaultKind.ResetAfter, FaultKind.Hang, FaultKind.CutShort];

    private static readonly string[] InTheWay = ["RunInstances/1/ResetAfter", "SendCommand/1/InstanceDies", "SendCommand/2/CommandLost", "CreateImage/1/ImageFails", "CreateImage/1/ImageNeverEnds"];
    private static readonly string[] InTheWayOfSsh = ["CreateSecurityGroup/1/ResetAfter", "ImportKeyPair/1/ResetAfter"];

    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    public required string Name { get; init; }

    public required Recipe Recipe { get; init; }

    /// <summary>Faults that a run fails of: what it does then to take down what it has meets every kind, and its end, in its turn.</summary>
    public IReadOnlyList<CallFault> Failures { get; init; } = [];

    /// <summary>How often the SDK asks again by itself.</summary>
    public int Retries { get; init; }

    /// <summary>The kinds that are tried.</summary>
    public IReadOnlyList<FaultKind> Kinds { get; init; } = Enum.GetValues<FaultKind>();

    /// <summary>Whether an instance can be reached, so that a run ends with a fleet.</summary>
    public bool EndsWell { get; init; } = true;

    /// <summary>Whether each command says <c>--force</c>.</summary>
    public bool IsForced { get; init; }

    /// <summary>Whether the process ends at each line of the journal too.</summary>
    public bool IsKilled { get; init; }

    /// <summary>How much faster than its waits the clock goes.</summary>
    public double Stride { get; init; } = 1;

    /// <summary>The operations that are tried; every one that the chain calls where it is null.</summary>
    public Func<string, bool> Tries { get; init; } = _ => true;

    private static Recipe OnDemand { get; } = Sample.Recipe with
    {
        Fleet = Sample.Recipe.Fleet with { ServiceRole = "arn:aws:iam::000000000000:role/fleet" },
        Verify = [new VerifyCommand("true", NeedsKernel: false)],
        Scripts = new RecipeScripts
        {
            InstallDeps = [Sample.Script("echo installed", "deps.sh", Long)],
            ConfigureNix = [Sample.Script("echo configured", "nix.sh", Long)],
            SnapshotAmi = [Sample.Script("echo cleaned", "clean.sh", Long)],
        },
    };

    public static IReadOnlyList<Scenario> All { get; } =
    [
        // Every fault reaches Fleetyard.
        new() { Name = "chain", Recipe = OnDemand, IsKilled = true, Kinds = [.. Enum.GetValues<FaultKind>().Except([FaultKind.SpotInterruption, FaultKind.ClockSkew])], Failures = [.. InTheWay.Select(CallFault.Parse)] },

        // The same forced command goes on with what it began.
        new() { Name = "forced", Recipe = OnDemand, IsForced = true, IsKilled = true, Kinds = [FaultKind.ResetAfter], Tries = IsWrite },

        // The SDK asks again for what was done already.
        new() { Name = "retried", Recipe = OnDemand, Retries = 1, Kinds = Unheard, Tries = IsWrite },

        // The SDK corrects its clock by what a service says; here by a wrong word.
        new() { Name = "skewed", Recipe = OnDemand, Retries = 1, Kinds = [FaultKind.ClockSkew] },

        new() { Name = "spot", Recipe = OnDemand with { Instance = OnDemand.Instance with { Market = InstanceMarket.Spot } }, Kinds = [FaultKind.SpotInterruption, FaultKind.InstanceDies, FaultKind.ResetAfter], Tries = IsWrite },

        // Nobody answers at the instance: what it was to be reached with goes too.
        new() { Name = "ssh", Recipe = OnDemand with { Instance = Sample.Reached(RemoteAccess.Ssh).Instance }, EndsWell = false, Stride = 20, Kinds = [FaultKind.Throttle, FaultKind.Error500, FaultKind.Denied, .. Unheard], Tries = IsWrite, Failures = [.. InTheWayOfSsh.Select(CallFault.Parse)] },

        new() { Name = "two-regions", Recipe = OnDemand with { OtherRegions = [Sample.East with { Fleet = OnDemand.Fleet }] }, Kinds = [FaultKind.Throttle, FaultKind.Denied, .. Unheard, FaultKind.ImageFails, FaultKind.ImageNeverEnds, FaultKind.FleetFails], Tries = operation => operation is "CopyImage" or "CreateFleet" or "CreateProject" },
    ];

    public static bool IsWrite(string operation) => !operation.StartsWith("Describe", StringComparison.Ordinal) && !operation.StartsWith("Get", StringComparison.Ordinal)
        && !operation.StartsWith("List", StringComparison.Ordinal) && !operation.StartsWith("BatchGet", StringComparison.Ordinal);
}
