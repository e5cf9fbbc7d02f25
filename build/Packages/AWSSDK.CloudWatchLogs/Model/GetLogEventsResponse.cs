using Amazon.Runtime;

namespace Amazon.CloudWatchLogs.Model;

/// <summary>What <c>GetLogEvents</c> answers.</summary>
public class GetLogEventsResponse : AmazonWebServiceResponse
{
    /// <summary>The API's <c>events</c>.</summary>
    public List<OutputLogEvent> Events { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The API's <c>nextBackwardToken</c>: at least 1 characters.</summary>
    public string NextBackwardToken { get; set; }

    /// <summary>The API's <c>nextForwardToken</c>: at least 1 characters.</summary>
    public string NextForwardToken { get; set; }
}
