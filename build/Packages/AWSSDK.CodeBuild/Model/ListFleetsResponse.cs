using Amazon.Runtime;

namespace Amazon.CodeBuild.Model;

/// <summary>What <c>ListFleets</c> answers.</summary>
public class ListFleetsResponse : AmazonWebServiceResponse
{
    /// <summary>The fleets (1 to 100 items).</summary>
    public List<string> Fleets { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

    /// <summary>The next token.</summary>
    public string? NextToken { get; set; }
}
