namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>LogsLocation</c>.</summary>
public class LogsLocation
{
    /// <summary>The cloud watch logs.</summary>
    public CloudWatchLogsConfig? CloudWatchLogs { get; set; }

    /// <summary>The cloud watch logs arn.</summary>
    public string? CloudWatchLogsArn { get; set; }

    /// <summary>The deep link.</summary>
    public string? DeepLink { get; set; }

    /// <summary>The group name.</summary>
    public string? GroupName { get; set; }

    /// <summary>The s3 deep link.</summary>
    public string? S3DeepLink { get; set; }

    /// <summary>The s3 logs.</summary>
    public S3LogsConfig? S3Logs { get; set; }

    /// <summary>The s3 logs arn.</summary>
    public string? S3LogsArn { get; set; }

    /// <summary>The stream name.</summary>
    public string? StreamName { get; set; }
}
