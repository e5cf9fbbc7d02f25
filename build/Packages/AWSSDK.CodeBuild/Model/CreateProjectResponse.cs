using Amazon.Runtime;

namespace Amazon.CodeBuild.Model;

/// <summary>What <c>CreateProject</c> answers.</summary>
public class CreateProjectResponse : AmazonWebServiceResponse
{
    /// <summary>The API's <c>project</c>.</summary>
    public Project Project { get; set; }
}
