namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>LogsConfig</c>.</summary>
public class LogsConfig
{
    /// <summary>The cloud watch logs.</summary>
    public CloudWatchLogsConfig? CloudWatchLogs { get; set; }

    /// <summary>The s3 logs.</summary>
    public S3LogsConfig? S3Logs { get; set; }
}
