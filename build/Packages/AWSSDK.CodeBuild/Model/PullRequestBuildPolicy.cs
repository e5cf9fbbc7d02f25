namespace Amazon.CodeBuild.Model;

/// <summary>The structure <c>PullRequestBuildPolicy</c> of AWS CodeBuild, API version 2016-10-06.</summary>
public class PullRequestBuildPolicy
{
    /// <summary>The API's <c>approverRoles</c>.</summary>
    public List<PullRequestBuildApproverRole> ApproverRoles { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>Required. The API's <c>requiresCommentApproval</c>.</summary>
    public PullRequestBuildCommentApproval RequiresCommentApproval { get; set; }
}
