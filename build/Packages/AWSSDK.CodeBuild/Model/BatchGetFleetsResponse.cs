using Amazon.Runtime;

namespace Amazon.CodeBuild.Model;

/// <summary>What <c>BatchGetFleets</c> answers.</summary>
public class BatchGetFleetsResponse : AmazonWebServiceResponse
{
    /// <summary>The fleets (1 to 100 items).</summary>
    public List<Fleet> Fleets { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

    /// <summary>The fleets not found (1 to 100 items).</summary>
    public List<string> FleetsNotFound { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;
}
