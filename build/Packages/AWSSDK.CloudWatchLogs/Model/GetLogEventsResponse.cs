using Amazon.Runtime;

namespace Amazon.CloudWatchLogs.Model;

/// <summary>What <c>GetLogEvents</c> answers.</summary>
public class GetLogEventsResponse : AmazonWebServiceResponse
{
    /// <summary>The events.</summary>
    public List<OutputLogEvent> Events { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

    /// <summary>The next backward token (at least 1 characters).</summary>
    public string? NextBackwardToken { get; set; }

    /// <summary>The next forward token (at least 1 characters).</summary>
    public string? NextForwardToken { get; set; }
}
