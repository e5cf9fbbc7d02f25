namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>ProjectBuildBatchConfig</c>.</summary>
public class ProjectBuildBatchConfig
{
    /// <summary>The batch report mode.</summary>
    public BatchReportModeType? BatchReportMode { get; set; }

    /// <summary>The combine artifacts.</summary>
    public bool? CombineArtifacts { get; set; }

    /// <summary>The restrictions.</summary>
    public BatchRestrictions? Restrictions { get; set; }

    /// <summary>The service role (at least 1 characters).</summary>
    public string? ServiceRole { get; set; }

    /// <summary>The timeout in mins.</summary>
    public int? TimeoutInMins { get; set; }
}
