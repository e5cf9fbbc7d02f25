namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>PullRequestBuildPolicy</c>.</summary>
public class PullRequestBuildPolicy
{
    /// <summary>The approver roles.</summary>
    public List<string> ApproverRoles { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

    /// <summary>The requires comment approval (required).</summary>
    public PullRequestBuildCommentApproval? RequiresCommentApproval { get; set; }
}
