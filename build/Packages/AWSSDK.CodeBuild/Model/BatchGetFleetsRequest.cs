namespace Amazon.CodeBuild.Model;

/// <summary>What <c>BatchGetFleets</c> is asked with.</summary>
public class BatchGetFleetsRequest : AmazonCodeBuildRequest
{
    /// <summary>Required. The API's <c>names</c>: 1 to 100 items.</summary>
    public List<string> Names { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
