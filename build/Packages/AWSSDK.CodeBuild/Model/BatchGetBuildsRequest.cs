namespace Amazon.CodeBuild.Model;

/// <summary>What <c>BatchGetBuilds</c> is asked with.</summary>
public class BatchGetBuildsRequest : AmazonCodeBuildRequest
{
    /// <summary>Required. The API's <c>ids</c>: 1 to 100 items.</summary>
    public List<string> Ids { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
