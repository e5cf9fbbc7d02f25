namespace Amazon.CodeBuild.Model;

/// <summary>What <c>StopBuild</c> is asked with.</summary>
public class StopBuildRequest : AmazonCodeBuildRequest
{
    /// <summary>Required. The API's <c>id</c>: at least 1 characters.</summary>
    public string Id { get; set; }
}
