using System.Text.Json.Serialization;

namespace Amazon.CloudWatchLogs.Model;

/// <summary>CloudWatchLogs's <c>OutputLogEvent</c>.</summary>
public class OutputLogEvent
{
    /// <summary>The ingestion time (at least 0).</summary>
    [JsonConverter(typeof(JsonProtocol.EpochMilliseconds))]
    public DateTime? IngestionTime { get; set; }

    /// <summary>The message (at least 1 characters).</summary>
    public string? Message { get; set; }

    /// <summary>The timestamp (at least 0).</summary>
    [JsonConverter(typeof(JsonProtocol.EpochMilliseconds))]
    public DateTime? Timestamp { get; set; }
}
