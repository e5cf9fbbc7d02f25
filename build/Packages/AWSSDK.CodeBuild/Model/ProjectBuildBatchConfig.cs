namespace Amazon.CodeBuild.Model;

/// <summary>The structure <c>ProjectBuildBatchConfig</c> of AWS CodeBuild, API version 2016-10-06.</summary>
public class ProjectBuildBatchConfig
{
    /// <summary>The API's <c>batchReportMode</c>.</summary>
    public BatchReportModeType BatchReportMode { get; set; }

    /// <summary>The API's <c>combineArtifacts</c>.</summary>
    public bool? CombineArtifacts { get; set; }

    /// <summary>The API's <c>restrictions</c>.</summary>
    public BatchRestrictions Restrictions { get; set; }

    /// <summary>The API's <c>serviceRole</c>: at least 1 characters.</summary>
    public string ServiceRole { get; set; }

    /// <summary>The API's <c>timeoutInMins</c>.</summary>
    public int? TimeoutInMins { get; set; }
}
