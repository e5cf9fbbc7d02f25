using System.Text.Json.Serialization;

namespace Amazon.CloudWatchLogs.Model;

/// <summary>What <c>GetLogEvents</c> is asked.</summary>
public class GetLogEventsRequest : AmazonCloudWatchLogsRequest
{
    /// <summary>The end time (at least 0).</summary>
    [JsonConverter(typeof(JsonProtocol.EpochMilliseconds))]
    public DateTime? EndTime { get; set; }

    /// <summary>The limit (1 to 10000).</summary>
    public int? Limit { get; set; }

    /// <summary>The log group identifier (1 to 2048 characters).</summary>
    public string? LogGroupIdentifier { get; set; }

    /// <summary>The log group name (1 to 512 characters).</summary>
    public string? LogGroupName { get; set; }

    /// <summary>The log stream name (required; 1 to 512 characters).</summary>
    public string? LogStreamName { get; set; }

    /// <summary>The next token (at least 1 characters).</summary>
    public string? NextToken { get; set; }

    /// <summary>The start from head.</summary>
    public bool? StartFromHead { get; set; }

    /// <summary>The start time (at least 0).</summary>
    [JsonConverter(typeof(JsonProtocol.EpochMilliseconds))]
    public DateTime? StartTime { get; set; }

    /// <summary>The unmask.</summary>
    public bool? Unmask { get; set; }
}
