using Amazon.Runtime;

namespace Amazon.CodeBuild.Model;

/// <summary>What <c>StopBuildBatch</c> answers.</summary>
public class StopBuildBatchResponse : AmazonWebServiceResponse
{
    /// <summary>The build batch.</summary>
    public BuildBatch? BuildBatch { get; set; }
}
