using Amazon.Runtime;

namespace Amazon.CodeBuild.Model;

/// <summary>What <c>ListProjects</c> answers.</summary>
public class ListProjectsResponse : AmazonWebServiceResponse
{
    /// <summary>The next token.</summary>
    public string? NextToken { get; set; }

    /// <summary>The projects (1 to 100 items).</summary>
    public List<string> Projects { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;
}
