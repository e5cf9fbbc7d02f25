namespace Amazon.CloudWatchLogs.Model;

/// <summary>What <c>FilterLogEvents</c> is asked with.</summary>
public class FilterLogEventsRequest : AmazonCloudWatchLogsRequest
{
    /// <summary>The API's <c>endTime</c>: at least 0.</summary>
    public long? EndTime { get; set; }

    /// <summary>The API's <c>filterPattern</c>: 0 to 1024 characters.</summary>
    public string FilterPattern { get; set; }

    /// <summary>The API's <c>interleaved</c>.</summary>
    public bool? Interleaved { get; set; }

    /// <summary>The API's <c>limit</c>: 1 to 10000.</summary>
    public int? Limit { get; set; }

    /// <summary>The API's <c>logGroupIdentifier</c>: 1 to 2048 characters.</summary>
    public string LogGroupIdentifier { get; set; }

    /// <summary>The API's <c>logGroupName</c>: 1 to 512 characters.</summary>
    public string LogGroupName { get; set; }

    /// <summary>The API's <c>logStreamNamePrefix</c>: 1 to 512 characters.</summary>
    public string LogStreamNamePrefix { get; set; }

    /// <summary>The API's <c>logStreamNames</c>: 1 to 100 items.</summary>
    public List<string> LogStreamNames { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The API's <c>nextToken</c>: at least 1 characters.</summary>
    public string NextToken { get; set; }

    /// <summary>The API's <c>startFromHead</c>.</summary>
    public bool? StartFromHead { get; set; }

    /// <summary>The API's <c>startTime</c>: at least 0.</summary>
    public long? StartTime { get; set; }

    /// <summary>The API's <c>unmask</c>.</summary>
    public bool? Unmask { get; set; }
}
