using Amazon.Runtime;

namespace Amazon.CodeBuild.Model;

/// <summary>What <c>ListBuildsForProject</c> answers.</summary>
public class ListBuildsForProjectResponse : AmazonWebServiceResponse
{
    /// <summary>The ids (1 to 100 items).</summary>
    public List<string> Ids { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

    /// <summary>The next token.</summary>
    public string? NextToken { get; set; }
}
