namespace Amazon.CodeBuild.Model;

/// <summary>What <c>DeleteProject</c> is asked.</summary>
public class DeleteProjectRequest : AmazonCodeBuildRequest
{
    /// <summary>The name (required; at least 1 characters).</summary>
    public string? Name { get; set; }
}
