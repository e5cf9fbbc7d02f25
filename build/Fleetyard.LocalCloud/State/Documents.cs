using System.Text.Json.Nodes;
using Fleetyard.LocalCloud.Instances;

namespace Fleetyard.LocalCloud.State;

/// <summary>A state that becomes another when a time has come and the work behind it is done.</summary>
internal sealed record Transition(string Through, string To, DateTimeOffset Until, bool Working)
{
    public string At(DateTimeOffset now) => Working || now < Until ? Through : To;
}

internal sealed record InstanceDocument
{
    public required string Id { get; init; }
    public required string Region { get; init; }
    public required string ImageId { get; init; }
    public required string Type { get; init; }
    public required string Architecture { get; init; }
    public required string ReservationId { get; init; }
    public int LaunchIndex { get; init; }
    public IReadOnlyList<BlockDevice> Volumes { get; init; } = [];
    public required DateTimeOffset LaunchTime { get; init; }
    public required DateTimeOffset VisibleFrom { get; init; }
    public required Transition State { get; init; }
    public DateTimeOffset OnlineFrom { get; init; }
    public string? ClientToken { get; init; }
    public string? RequestHash { get; init; }
    public string? Profile { get; init; }
    public string ShutdownBehavior { get; init; } = "stop";
    public string HttpTokens { get; init; } = "optional";
    public string HttpEndpoint { get; init; } = "enabled";
    public int HopLimit { get; init; } = 1;

    /// <summary>Null for an instance that an earlier version launched.</summary>
    public InstanceNetwork? Network { get; init; }
    public string? KeyName { get; init; }

    /// <summary>Whether it has sshd, which a LocalCloud that starts again has to start again.</summary>
    public bool HasSshd { get; init; }
    public string? UserData { get; init; }
    public string? Reason { get; init; }

    /// <summary>Whether its user data still runs: SSM's agent comes after it, since it may be what installs the agent.</summary>
    public bool IsBooting => OnlineFrom == DateTimeOffset.MaxValue;

    public string Zone => Network?.Zone ?? Region + "a";

    /// <summary>The instance when it has booted.</summary>
    public InstanceDocument Online(DateTimeOffset now, TimeSpan latency) => this with { OnlineFrom = State.Until + latency is var from && from > now ? from : now };
}

internal sealed record ImageDocument
{
    public required string Id { get; init; }
    public required string Region { get; init; }
    public required string Name { get; init; }
    public required BaseSystem BaseSystem { get; init; }
    public IReadOnlyList<BlockDevice> Devices { get; init; } = [];
    public string? InstanceId { get; init; }
    public required DateTimeOffset Created { get; init; }
    public required Transition State { get; init; }
    public string? Description { get; init; }
    public string? Reason { get; init; }
    public IReadOnlyList<string> Organizations { get; init; } = [];
    public IReadOnlyList<string> Users { get; init; } = [];
    public bool Public { get; init; }
}

internal sealed record SnapshotDocument(string Id, string Region, string ImageId, string? VolumeId, DateTimeOffset Started, Transition State, int SizeGiB = 8, bool Encrypted = false, string Description = "");

internal sealed record TagsDocument(string Id, string Region, Dictionary<string, string> Tags);

/// <summary>A command's invocation on one instance.</summary>
internal sealed record CommandDocument
{
    public required string Id { get; init; }
    public string CommandId { get; init; } = "";
    public required string InstanceId { get; init; }
    public required string Region { get; init; }
    public required DateTimeOffset VisibleFrom { get; init; }
    public required DateTimeOffset Requested { get; init; }
    public string Status { get; init; } = "Pending";
    public int ExitCode { get; init; } = -1;
    public string Output { get; init; } = "";
    public string Error { get; init; } = "";
    public string Comment { get; init; } = "";
    public string DocumentVersion { get; init; } = "$DEFAULT";
    public string? Details { get; init; }
    public DateTimeOffset? Began { get; init; }
    public DateTimeOffset? Ended { get; init; }
}

/// <summary>A fleet, by its ARN: its members as they stand on the wire, beside what decides its state.</summary>
internal sealed record FleetDocument(string Id, string Region, JsonObject Wire, Transition State, string? Message = null);

/// <summary>A project, by its ARN: its members as they stand on the wire.</summary>
internal sealed record ProjectDocument(string Id, string Region, JsonObject Wire);
