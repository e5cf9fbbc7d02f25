namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>CloudWatchLogsConfig</c>.</summary>
public class CloudWatchLogsConfig
{
    /// <summary>The group name.</summary>
    public string? GroupName { get; set; }

    /// <summary>The status (required).</summary>
    public LogsConfigStatusType? Status { get; set; }

    /// <summary>The stream name.</summary>
    public string? StreamName { get; set; }
}
