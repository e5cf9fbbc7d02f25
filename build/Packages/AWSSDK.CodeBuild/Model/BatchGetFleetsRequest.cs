namespace Amazon.CodeBuild.Model;

/// <summary>What <c>BatchGetFleets</c> is asked.</summary>
public class BatchGetFleetsRequest : AmazonCodeBuildRequest
{
    /// <summary>The names (required; 1 to 100 items).</summary>
    public List<string> Names { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;
}
