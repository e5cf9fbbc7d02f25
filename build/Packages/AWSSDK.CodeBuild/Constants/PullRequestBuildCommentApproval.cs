using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>PullRequestBuildCommentApproval</c> of AWS CodeBuild, API version 2016-10-06. Values that are newer than this list are kept as they come.</summary>
/// <param name="value">The value on the wire.</param>
public class PullRequestBuildCommentApproval(string value) : ConstantClass(value)
{
    /// <summary>The value <c>DISABLED</c>.</summary>
    public static readonly PullRequestBuildCommentApproval DISABLED = new("DISABLED");

    /// <summary>The value <c>ALL_PULL_REQUESTS</c>.</summary>
    public static readonly PullRequestBuildCommentApproval ALL_PULL_REQUESTS = new("ALL_PULL_REQUESTS");

    /// <summary>The value <c>FORK_PULL_REQUESTS</c>.</summary>
    public static readonly PullRequestBuildCommentApproval FORK_PULL_REQUESTS = new("FORK_PULL_REQUESTS");

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static PullRequestBuildCommentApproval FindValue(string value) => FindValue<PullRequestBuildCommentApproval>(value);

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static implicit operator PullRequestBuildCommentApproval(string value) => FindValue(value);
}
