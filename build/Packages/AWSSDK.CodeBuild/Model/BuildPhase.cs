namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>BuildPhase</c>.</summary>
public class BuildPhase
{
    /// <summary>The contexts.</summary>
    public List<PhaseContext> Contexts { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

    /// <summary>The duration in seconds.</summary>
    public long? DurationInSeconds { get; set; }

    /// <summary>The end time, in UTC.</summary>
    public DateTime? EndTime { get; set; }

    /// <summary>The phase status.</summary>
    public StatusType? PhaseStatus { get; set; }

    /// <summary>The phase type.</summary>
    public BuildPhaseType? PhaseType { get; set; }

    /// <summary>The start time, in UTC.</summary>
    public DateTime? StartTime { get; set; }
}
