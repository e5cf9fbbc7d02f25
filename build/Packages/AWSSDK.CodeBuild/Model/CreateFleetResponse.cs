using Amazon.Runtime;

namespace Amazon.CodeBuild.Model;

/// <summary>What <c>CreateFleet</c> answers.</summary>
public class CreateFleetResponse : AmazonWebServiceResponse
{
    /// <summary>The fleet.</summary>
    public Fleet? Fleet { get; set; }
}
