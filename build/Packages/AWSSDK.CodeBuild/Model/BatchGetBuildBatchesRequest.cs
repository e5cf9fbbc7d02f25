namespace Amazon.CodeBuild.Model;

/// <summary>What <c>BatchGetBuildBatches</c> is asked.</summary>
public class BatchGetBuildBatchesRequest : AmazonCodeBuildRequest
{
    /// <summary>The ids (required; 0 to 100 items).</summary>
    public List<string> Ids { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;
}
