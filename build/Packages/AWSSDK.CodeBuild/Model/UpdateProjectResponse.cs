using Amazon.Runtime;

namespace Amazon.CodeBuild.Model;

/// <summary>What <c>UpdateProject</c> answers.</summary>
public class UpdateProjectResponse : AmazonWebServiceResponse
{
    /// <summary>The API's <c>project</c>.</summary>
    public Project Project { get; set; }
}
