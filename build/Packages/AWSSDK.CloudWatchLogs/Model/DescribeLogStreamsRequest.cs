namespace Amazon.CloudWatchLogs.Model;

/// <summary>What <c>DescribeLogStreams</c> is asked with.</summary>
public class DescribeLogStreamsRequest : AmazonCloudWatchLogsRequest
{
    /// <summary>The API's <c>descending</c>.</summary>
    public bool? Descending { get; set; }

    /// <summary>The API's <c>limit</c>: 1 to 50.</summary>
    public int? Limit { get; set; }

    /// <summary>The API's <c>logGroupIdentifier</c>: 1 to 2048 characters.</summary>
    public string LogGroupIdentifier { get; set; }

    /// <summary>The API's <c>logGroupName</c>: 1 to 512 characters.</summary>
    public string LogGroupName { get; set; }

    /// <summary>The API's <c>logStreamNamePrefix</c>: 1 to 512 characters.</summary>
    public string LogStreamNamePrefix { get; set; }

    /// <summary>The API's <c>nextToken</c>: at least 1 characters.</summary>
    public string NextToken { get; set; }

    /// <summary>The API's <c>orderBy</c>.</summary>
    public OrderBy OrderBy { get; set; }
}
