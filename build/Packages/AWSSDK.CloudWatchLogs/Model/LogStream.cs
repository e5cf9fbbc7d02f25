using System.Text.Json.Serialization;

namespace Amazon.CloudWatchLogs.Model;

/// <summary>The structure <c>LogStream</c> of Amazon CloudWatch Logs, API version 2014-03-28.</summary>
public class LogStream
{
    /// <summary>The API's <c>arn</c>.</summary>
    public string Arn { get; set; }

    /// <summary>The API's <c>creationTime</c>: UTC, to the millisecond; milliseconds since 1970 on the wire.</summary>
    [JsonConverter(typeof(AwsJson.EpochMilliseconds))]
    public DateTime? CreationTime { get; set; }

    /// <summary>The API's <c>firstEventTimestamp</c>: UTC, to the millisecond; milliseconds since 1970 on the wire.</summary>
    [JsonConverter(typeof(AwsJson.EpochMilliseconds))]
    public DateTime? FirstEventTimestamp { get; set; }

    /// <summary>The API's <c>lastEventTimestamp</c>: UTC, to the millisecond; milliseconds since 1970 on the wire.</summary>
    [JsonConverter(typeof(AwsJson.EpochMilliseconds))]
    public DateTime? LastEventTimestamp { get; set; }

    /// <summary>The API's <c>lastIngestionTime</c>: UTC, to the millisecond; milliseconds since 1970 on the wire.</summary>
    [JsonConverter(typeof(AwsJson.EpochMilliseconds))]
    public DateTime? LastIngestionTime { get; set; }

    /// <summary>The API's <c>logStreamName</c>: 1 to 512 characters.</summary>
    public string LogStreamName { get; set; }

    /// <summary>The API's <c>storedBytes</c>: at least 0.</summary>
    public long? StoredBytes { get; set; }

    /// <summary>The API's <c>uploadSequenceToken</c>: at least 1 characters.</summary>
    public string UploadSequenceToken { get; set; }
}
