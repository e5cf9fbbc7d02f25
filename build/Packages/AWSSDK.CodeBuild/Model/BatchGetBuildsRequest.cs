namespace Amazon.CodeBuild.Model;

/// <summary>What <c>BatchGetBuilds</c> is asked.</summary>
public class BatchGetBuildsRequest : AmazonCodeBuildRequest
{
    /// <summary>The ids (required; 1 to 100 items).</summary>
    public List<string> Ids { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;
}
