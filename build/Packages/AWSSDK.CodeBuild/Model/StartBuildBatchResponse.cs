using Amazon.Runtime;

namespace Amazon.CodeBuild.Model;

/// <summary>What <c>StartBuildBatch</c> answers.</summary>
public class StartBuildBatchResponse : AmazonWebServiceResponse
{
    /// <summary>The build batch.</summary>
    public BuildBatch? BuildBatch { get; set; }
}
