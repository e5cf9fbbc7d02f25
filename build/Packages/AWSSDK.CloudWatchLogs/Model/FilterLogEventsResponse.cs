using Amazon.Runtime;

namespace Amazon.CloudWatchLogs.Model;

/// <summary>What <c>FilterLogEvents</c> answers.</summary>
public class FilterLogEventsResponse : AmazonWebServiceResponse
{
    /// <summary>The API's <c>events</c>.</summary>
    public List<FilteredLogEvent> Events { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The API's <c>nextToken</c>: at least 1 characters.</summary>
    public string NextToken { get; set; }

    /// <summary>The API's <c>searchedLogStreams</c>.</summary>
    public List<SearchedLogStream> SearchedLogStreams { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
