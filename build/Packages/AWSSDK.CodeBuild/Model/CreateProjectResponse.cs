using Amazon.Runtime;

namespace Amazon.CodeBuild.Model;

/// <summary>What <c>CreateProject</c> answers.</summary>
public class CreateProjectResponse : AmazonWebServiceResponse
{
    /// <summary>The project.</summary>
    public Project? Project { get; set; }
}
