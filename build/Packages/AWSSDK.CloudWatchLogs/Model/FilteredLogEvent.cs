namespace Amazon.CloudWatchLogs.Model;

/// <summary>The structure <c>FilteredLogEvent</c> of Amazon CloudWatch Logs, API version 2014-03-28.</summary>
public class FilteredLogEvent
{
    /// <summary>The API's <c>eventId</c>.</summary>
    public string EventId { get; set; }

    /// <summary>The API's <c>ingestionTime</c>: at least 0.</summary>
    public long? IngestionTime { get; set; }

    /// <summary>The API's <c>logStreamName</c>: 1 to 512 characters.</summary>
    public string LogStreamName { get; set; }

    /// <summary>The API's <c>message</c>: at least 1 characters.</summary>
    public string Message { get; set; }

    /// <summary>The API's <c>timestamp</c>: at least 0.</summary>
    public long? Timestamp { get; set; }
}
