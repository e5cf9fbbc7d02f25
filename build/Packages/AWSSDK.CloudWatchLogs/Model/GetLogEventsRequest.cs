using System.Text.Json.Serialization;

namespace Amazon.CloudWatchLogs.Model;

/// <summary>What <c>GetLogEvents</c> is asked with.</summary>
public class GetLogEventsRequest : AmazonCloudWatchLogsRequest
{
    /// <summary>The API's <c>endTime</c>: UTC, to the millisecond; milliseconds since 1970 on the wire.</summary>
    [JsonConverter(typeof(AwsJson.EpochMilliseconds))]
    public DateTime? EndTime { get; set; }

    /// <summary>The API's <c>limit</c>: 1 to 10000.</summary>
    public int? Limit { get; set; }

    /// <summary>The API's <c>logGroupIdentifier</c>: 1 to 2048 characters.</summary>
    public string LogGroupIdentifier { get; set; }

    /// <summary>The API's <c>logGroupName</c>: 1 to 512 characters.</summary>
    public string LogGroupName { get; set; }

    /// <summary>Required. The API's <c>logStreamName</c>: 1 to 512 characters.</summary>
    public string LogStreamName { get; set; }

    /// <summary>The API's <c>nextToken</c>: at least 1 characters.</summary>
    public string NextToken { get; set; }

    /// <summary>The API's <c>startFromHead</c>.</summary>
    public bool? StartFromHead { get; set; }

    /// <summary>The API's <c>startTime</c>: UTC, to the millisecond; milliseconds since 1970 on the wire.</summary>
    [JsonConverter(typeof(AwsJson.EpochMilliseconds))]
    public DateTime? StartTime { get; set; }

    /// <summary>The API's <c>unmask</c>.</summary>
    public bool? Unmask { get; set; }
}
