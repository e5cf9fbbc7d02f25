namespace Amazon.CodeBuild.Model;

/// <summary>What <c>DeleteFleet</c> is asked.</summary>
public class DeleteFleetRequest : AmazonCodeBuildRequest
{
    /// <summary>The arn (required; at least 1 characters).</summary>
    public string? Arn { get; set; }
}
