using Amazon.Runtime;

namespace Amazon.CodeBuild.Model;

/// <summary>What <c>UpdateProject</c> answers.</summary>
public class UpdateProjectResponse : AmazonWebServiceResponse
{
    /// <summary>The project.</summary>
    public Project? Project { get; set; }
}
