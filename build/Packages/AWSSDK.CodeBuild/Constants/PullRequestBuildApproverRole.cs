using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>PullRequestBuildApproverRole</c> of AWS CodeBuild, API version 2016-10-06. Values that are newer than this list are kept as they come.</summary>
/// <param name="value">The value on the wire.</param>
public class PullRequestBuildApproverRole(string value) : ConstantClass(value)
{
    /// <summary>The value <c>GITHUB_READ</c>.</summary>
    public static readonly PullRequestBuildApproverRole GITHUB_READ = new("GITHUB_READ");

    /// <summary>The value <c>GITHUB_TRIAGE</c>.</summary>
    public static readonly PullRequestBuildApproverRole GITHUB_TRIAGE = new("GITHUB_TRIAGE");

    /// <summary>The value <c>GITHUB_WRITE</c>.</summary>
    public static readonly PullRequestBuildApproverRole GITHUB_WRITE = new("GITHUB_WRITE");

    /// <summary>The value <c>GITHUB_MAINTAIN</c>.</summary>
    public static readonly PullRequestBuildApproverRole GITHUB_MAINTAIN = new("GITHUB_MAINTAIN");

    /// <summary>The value <c>GITHUB_ADMIN</c>.</summary>
    public static readonly PullRequestBuildApproverRole GITHUB_ADMIN = new("GITHUB_ADMIN");

    /// <summary>The value <c>GITLAB_GUEST</c>.</summary>
    public static readonly PullRequestBuildApproverRole GITLAB_GUEST = new("GITLAB_GUEST");

    /// <summary>The value <c>GITLAB_PLANNER</c>.</summary>
    public static readonly PullRequestBuildApproverRole GITLAB_PLANNER = new("GITLAB_PLANNER");

    /// <summary>The value <c>GITLAB_REPORTER</c>.</summary>
    public static readonly PullRequestBuildApproverRole GITLAB_REPORTER = new("GITLAB_REPORTER");

    /// <summary>The value <c>GITLAB_DEVELOPER</c>.</summary>
    public static readonly PullRequestBuildApproverRole GITLAB_DEVELOPER = new("GITLAB_DEVELOPER");

    /// <summary>The value <c>GITLAB_MAINTAINER</c>.</summary>
    public static readonly PullRequestBuildApproverRole GITLAB_MAINTAINER = new("GITLAB_MAINTAINER");

    /// <summary>The value <c>GITLAB_OWNER</c>.</summary>
    public static readonly PullRequestBuildApproverRole GITLAB_OWNER = new("GITLAB_OWNER");

    /// <summary>The value <c>BITBUCKET_READ</c>.</summary>
    public static readonly PullRequestBuildApproverRole BITBUCKET_READ = new("BITBUCKET_READ");

    /// <summary>The value <c>BITBUCKET_WRITE</c>.</summary>
    public static readonly PullRequestBuildApproverRole BITBUCKET_WRITE = new("BITBUCKET_WRITE");

    /// <summary>The value <c>BITBUCKET_ADMIN</c>.</summary>
    public static readonly PullRequestBuildApproverRole BITBUCKET_ADMIN = new("BITBUCKET_ADMIN");

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static PullRequestBuildApproverRole FindValue(string value) => FindValue<PullRequestBuildApproverRole>(value);

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static implicit operator PullRequestBuildApproverRole(string value) => FindValue(value);
}
