namespace Amazon.CodeBuild.Model;

/// <summary>The structure <c>LogsConfig</c> of AWS CodeBuild, API version 2016-10-06.</summary>
public class LogsConfig
{
    /// <summary>The API's <c>cloudWatchLogs</c>.</summary>
    public CloudWatchLogsConfig CloudWatchLogs { get; set; }

    /// <summary>The API's <c>s3Logs</c>.</summary>
    public S3LogsConfig S3Logs { get; set; }
}
