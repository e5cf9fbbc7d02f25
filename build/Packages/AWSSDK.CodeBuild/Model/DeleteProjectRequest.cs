namespace Amazon.CodeBuild.Model;

/// <summary>What <c>DeleteProject</c> is asked with.</summary>
public class DeleteProjectRequest : AmazonCodeBuildRequest
{
    /// <summary>Required. The API's <c>name</c>: at least 1 characters.</summary>
    public string Name { get; set; }
}
