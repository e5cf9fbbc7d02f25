namespace Amazon.CodeBuild.Model;

/// <summary>The structure <c>CloudWatchLogsConfig</c> of AWS CodeBuild, API version 2016-10-06.</summary>
public class CloudWatchLogsConfig
{
    /// <summary>The API's <c>groupName</c>.</summary>
    public string GroupName { get; set; }

    /// <summary>Required. The API's <c>status</c>.</summary>
    public LogsConfigStatusType Status { get; set; }

    /// <summary>The API's <c>streamName</c>.</summary>
    public string StreamName { get; set; }
}
