namespace Amazon.CodeBuild.Model;

/// <summary>What <c>StopBuildBatch</c> is asked.</summary>
public class StopBuildBatchRequest : AmazonCodeBuildRequest
{
    /// <summary>The id (required; at least 1 characters).</summary>
    public string? Id { get; set; }
}
