using System.Text.Json.Serialization;

namespace Amazon.CloudWatchLogs.Model;

/// <summary>The structure <c>OutputLogEvent</c> of Amazon CloudWatch Logs, API version 2014-03-28.</summary>
public class OutputLogEvent
{
    /// <summary>The API's <c>ingestionTime</c>: UTC, to the millisecond; milliseconds since 1970 on the wire.</summary>
    [JsonConverter(typeof(AwsJson.EpochMilliseconds))]
    public DateTime? IngestionTime { get; set; }

    /// <summary>The API's <c>message</c>: at least 1 characters.</summary>
    public string Message { get; set; }

    /// <summary>The API's <c>timestamp</c>: UTC, to the millisecond; milliseconds since 1970 on the wire.</summary>
    [JsonConverter(typeof(AwsJson.EpochMilliseconds))]
    public DateTime? Timestamp { get; set; }
}
