namespace Amazon.CodeBuild.Model;

/// <summary>What <c>StopBuild</c> is asked.</summary>
public class StopBuildRequest : AmazonCodeBuildRequest
{
    /// <summary>The id (required; at least 1 characters).</summary>
    public string? Id { get; set; }
}
