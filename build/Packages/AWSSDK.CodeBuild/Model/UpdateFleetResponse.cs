using Amazon.Runtime;

namespace Amazon.CodeBuild.Model;

/// <summary>What <c>UpdateFleet</c> answers.</summary>
public class UpdateFleetResponse : AmazonWebServiceResponse
{
    /// <summary>The fleet.</summary>
    public Fleet? Fleet { get; set; }
}
