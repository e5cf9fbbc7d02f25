using Amazon.Runtime;

namespace Amazon.CodeBuild.Model;

/// <summary>What <c>BatchGetBuilds</c> answers.</summary>
public class BatchGetBuildsResponse : AmazonWebServiceResponse
{
    /// <summary>The builds.</summary>
    public List<Build> Builds { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

    /// <summary>The builds not found (1 to 100 items).</summary>
    public List<string> BuildsNotFound { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;
}
