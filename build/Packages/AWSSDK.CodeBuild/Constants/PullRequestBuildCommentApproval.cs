using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>PullRequestBuildCommentApproval</c>; the service may know more.</summary>
/// <param name="value">As on the wire.</param>
public class PullRequestBuildCommentApproval(string value) : ConstantClass(value)
{
    /// <summary><c>DISABLED</c></summary>
    public static readonly PullRequestBuildCommentApproval DISABLED = new("DISABLED");

    /// <summary><c>ALL_PULL_REQUESTS</c></summary>
    public static readonly PullRequestBuildCommentApproval ALL_PULL_REQUESTS = new("ALL_PULL_REQUESTS");

    /// <summary><c>FORK_PULL_REQUESTS</c></summary>
    public static readonly PullRequestBuildCommentApproval FORK_PULL_REQUESTS = new("FORK_PULL_REQUESTS");

    /// <summary>The constant of a value.</summary>
    public static implicit operator PullRequestBuildCommentApproval(string value) => FindValue(value);

    /// <summary>The constant of a value.</summary>
    public static PullRequestBuildCommentApproval FindValue(string value) => FindValue<PullRequestBuildCommentApproval>(value);
}
