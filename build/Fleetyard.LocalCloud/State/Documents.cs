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
    public ImageTraits Traits { get; init; } = new();
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

    /// <summary>What it was launched with, whatever becomes of its image. Null for an instance that an earlier version launched.</summary>
    public BaseSystem? BaseSystem { get; init; }

    /// <summary>Null for an instance that an earlier version launched.</summary>
    public InstanceNetwork? Network { get; init; }
    public string? KeyName { get; init; }
    public SpotRequest? Spot { get; init; }
    public string Tenancy { get; init; } = "default";
    public string? HostId { get; init; }
    public string? CapacityReservationId { get; init; }

    /// <summary>Whether it has sshd, which a LocalCloud that starts again has to start again.</summary>
    public bool HasSshd { get; init; }
    public string? UserData { get; init; }

    /// <summary>Why it ended: a code of EC2's, a colon, and what happened.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether its user data runs. SSM's agent comes after it, since it may be what installs the agent, but not for ever.</summary>
    public bool IsBooting { get; init; }

    public string Zone => Network?.Zone ?? Region + "a";

    /// <summary>How long SSM's agent waits for user data that does not end.</summary>
    public static TimeSpan LongestUserData { get; } = TimeSpan.FromSeconds(30);

    /// <summary>The instance when its user data is over.</summary>
    public InstanceDocument Booted(DateTimeOffset now)
    {
        var earliest = OnlineFrom - LongestUserData;
        return !IsBooting ? this : this with { IsBooting = false, OnlineFrom = now < earliest ? earliest : now < OnlineFrom ? now : OnlineFrom };
    }
}

/// <summary>The Spot request of an instance.</summary>
internal sealed record SpotRequest(string Id, bool IsPersistent);

/// <summary>A resource's tags, and what is seen of them until a change has got round.</summary>
internal sealed record TagsDocument(string Id, string Region, Dictionary<string, string> Tags, Dictionary<string, string>? Before = null, DateTimeOffset VisibleFrom = default);

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
    public JsonObject? Parameters { get; init; }
    public int DeliverySeconds { get; init; } = 3600;
    public int ExecutionSeconds { get; init; } = 3600;
    public DateTimeOffset? Began { get; init; }
    public DateTimeOffset? Ended { get; init; }
}

/// <summary>A fleet, by its ARN: its members as they stand on the wire, beside what decides its state.</summary>
internal sealed record FleetDocument(string Id, string Region, JsonObject Wire, Transition State, string? Message = null, DateTimeOffset VisibleFrom = default);

/// <summary>A project, by its ARN: its members as they stand on the wire.</summary>
internal sealed record ProjectDocument(string Id, string Region, JsonObject Wire);
