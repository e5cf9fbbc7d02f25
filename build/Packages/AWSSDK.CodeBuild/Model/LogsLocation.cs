namespace Amazon.CodeBuild.Model;

/// <summary>The structure <c>LogsLocation</c> of AWS CodeBuild, API version 2016-10-06.</summary>
public class LogsLocation
{
    /// <summary>The API's <c>cloudWatchLogs</c>.</summary>
    public CloudWatchLogsConfig CloudWatchLogs { get; set; }

    /// <summary>The API's <c>cloudWatchLogsArn</c>.</summary>
    public string CloudWatchLogsArn { get; set; }

    /// <summary>The API's <c>deepLink</c>.</summary>
    public string DeepLink { get; set; }

    /// <summary>The API's <c>groupName</c>.</summary>
    public string GroupName { get; set; }

    /// <summary>The API's <c>s3DeepLink</c>.</summary>
    public string S3DeepLink { get; set; }

    /// <summary>The API's <c>s3Logs</c>.</summary>
    public S3LogsConfig S3Logs { get; set; }

    /// <summary>The API's <c>s3LogsArn</c>.</summary>
    public string S3LogsArn { get; set; }

    /// <summary>The API's <c>streamName</c>.</summary>
    public string StreamName { get; set; }
}
