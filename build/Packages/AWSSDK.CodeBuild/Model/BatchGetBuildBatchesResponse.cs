using Amazon.Runtime;

namespace Amazon.CodeBuild.Model;

/// <summary>What <c>BatchGetBuildBatches</c> answers.</summary>
public class BatchGetBuildBatchesResponse : AmazonWebServiceResponse
{
    /// <summary>The build batches (0 to 100 items).</summary>
    public List<BuildBatch> BuildBatches { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

    /// <summary>The build batches not found (0 to 100 items).</summary>
    public List<string> BuildBatchesNotFound { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;
}
