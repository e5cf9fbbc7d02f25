namespace Amazon.CloudWatchLogs.Model;

/// <summary>The structure <c>SearchedLogStream</c> of Amazon CloudWatch Logs, API version 2014-03-28.</summary>
public class SearchedLogStream
{
    /// <summary>The API's <c>logStreamName</c>: 1 to 512 characters.</summary>
    public string LogStreamName { get; set; }

    /// <summary>The API's <c>searchedCompletely</c>.</summary>
    public bool? SearchedCompletely { get; set; }
}
