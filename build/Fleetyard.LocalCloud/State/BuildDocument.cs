using System.Text.Json.Nodes;

namespace Fleetyard.LocalCloud.State;

/// <summary>A build, by its id: what was asked as it stands on the wire, beside how far it came.</summary>
internal sealed record BuildDocument
{
    public required string Id { get; init; }
    public required string Region { get; init; }
    public required string Project { get; init; }
    public required long Number { get; init; }
    public required JsonObject Wire { get; init; }
    public required DateTimeOffset Started { get; init; }

    /// <summary>Which fleet it runs on, by ARN.</summary>
    public required string Fleet { get; init; }

    /// <summary>Null where the project wants no log.</summary>
    public LogLocation? Log { get; init; }

    public string? IdempotencyToken { get; init; }
    public string? RequestHash { get; init; }
    public string Status { get; init; } = "IN_PROGRESS";
    public DateTimeOffset? Ended { get; init; }
    public IReadOnlyList<PhaseDocument> Phases { get; init; } = [];

    /// <summary>Begins a phase; the one before it, if it still went on, has succeeded.</summary>
    public BuildDocument Begin(string phase, DateTimeOffset now)
    {
        var before = EndPhase("SUCCEEDED", now);
        return before with { Phases = [.. before.Phases, new(phase, now)] };
    }

    /// <summary>Ends the phase that goes on, if one does.</summary>
    public BuildDocument EndPhase(string status, DateTimeOffset now, params IReadOnlyList<PhaseContext> contexts) => Phases is [.., { Ended: null } last]
        ? this with { Phases = [.. Phases.SkipLast(1), last with { Status = status, Ended = now, Contexts = contexts }] }
        : this;

    /// <summary>Ends a build that was cut off, wherever it was.</summary>
    public BuildDocument CutOff(string why, DateTimeOffset now) =>
        (Phases[^1].Ended is null ? this : Begin("FINALIZING", now)).EndPhase("FAULT", now, new PhaseContext("INTERNAL_SERVICE_ERROR", why)).Complete("FAULT", now);

    /// <summary>Ends the build. Its last phase has neither status nor end, as CodeBuild answers it.</summary>
    public BuildDocument Complete(string status, DateTimeOffset now) => Begin("COMPLETED", now) with { Status = status, Ended = now };
}

/// <summary>A phase of a build.</summary>
internal sealed record PhaseDocument(string Type, DateTimeOffset Began)
{
    public string? Status { get; init; }
    public DateTimeOffset? Ended { get; init; }
    public IReadOnlyList<PhaseContext> Contexts { get; init; } = [];
}

/// <summary>Something to know about a phase.</summary>
internal sealed record PhaseContext(string StatusCode, string Message);

/// <summary>Where a log is.</summary>
internal sealed record LogLocation(string Group, string Stream);
