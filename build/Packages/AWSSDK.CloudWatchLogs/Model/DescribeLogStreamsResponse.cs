using Amazon.Runtime;

namespace Amazon.CloudWatchLogs.Model;

/// <summary>What <c>DescribeLogStreams</c> answers.</summary>
public class DescribeLogStreamsResponse : AmazonWebServiceResponse
{
    /// <summary>The API's <c>logStreams</c>.</summary>
    public List<LogStream> LogStreams { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The API's <c>nextToken</c>: at least 1 characters.</summary>
    public string NextToken { get; set; }
}
