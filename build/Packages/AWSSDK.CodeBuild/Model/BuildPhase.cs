namespace Amazon.CodeBuild.Model;

/// <summary>The structure <c>BuildPhase</c> of AWS CodeBuild, API version 2016-10-06.</summary>
public class BuildPhase
{
    /// <summary>The API's <c>contexts</c>.</summary>
    public List<PhaseContext> Contexts { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The API's <c>durationInSeconds</c>.</summary>
    public long? DurationInSeconds { get; set; }

    /// <summary>The API's <c>endTime</c>: UTC.</summary>
    public DateTime? EndTime { get; set; }

    /// <summary>The API's <c>phaseStatus</c>.</summary>
    public StatusType PhaseStatus { get; set; }

    /// <summary>The API's <c>phaseType</c>.</summary>
    public BuildPhaseType PhaseType { get; set; }

    /// <summary>The API's <c>startTime</c>: UTC.</summary>
    public DateTime? StartTime { get; set; }
}
