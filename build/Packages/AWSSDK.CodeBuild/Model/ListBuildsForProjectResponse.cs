using Amazon.Runtime;

namespace Amazon.CodeBuild.Model;

/// <summary>What <c>ListBuildsForProject</c> answers.</summary>
public class ListBuildsForProjectResponse : AmazonWebServiceResponse
{
    /// <summary>The API's <c>ids</c>: 1 to 100 items.</summary>
    public List<string> Ids { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The API's <c>nextToken</c>.</summary>
    public string NextToken { get; set; }
}
