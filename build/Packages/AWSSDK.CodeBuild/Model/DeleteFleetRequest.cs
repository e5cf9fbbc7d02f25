namespace Amazon.CodeBuild.Model;

/// <summary>What <c>DeleteFleet</c> is asked with.</summary>
public class DeleteFleetRequest : AmazonCodeBuildRequest
{
    /// <summary>Required. The API's <c>arn</c>: at least 1 characters.</summary>
    public string Arn { get; set; }
}
