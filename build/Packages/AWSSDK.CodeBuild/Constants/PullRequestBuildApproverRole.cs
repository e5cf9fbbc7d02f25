using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>PullRequestBuildApproverRole</c>; the service may know more.</summary>
/// <param name="value">As on the wire.</param>
public class PullRequestBuildApproverRole(string value) : ConstantClass(value)
{
    /// <summary><c>GITHUB_READ</c></summary>
    public static readonly PullRequestBuildApproverRole GITHUB_READ = new("GITHUB_READ");

    /// <summary><c>GITHUB_TRIAGE</c></summary>
    public static readonly PullRequestBuildApproverRole GITHUB_TRIAGE = new("GITHUB_TRIAGE");

    /// <summary><c>GITHUB_WRITE</c></summary>
    public static readonly PullRequestBuildApproverRole GITHUB_WRITE = new("GITHUB_WRITE");

    /// <summary><c>GITHUB_MAINTAIN</c></summary>
    public static readonly PullRequestBuildApproverRole GITHUB_MAINTAIN = new("GITHUB_MAINTAIN");

    /// <summary><c>GITHUB_ADMIN</c></summary>
    public static readonly PullRequestBuildApproverRole GITHUB_ADMIN = new("GITHUB_ADMIN");

    /// <summary><c>GITLAB_GUEST</c></summary>
    public static readonly PullRequestBuildApproverRole GITLAB_GUEST = new("GITLAB_GUEST");

    /// <summary><c>GITLAB_PLANNER</c></summary>
    public static readonly PullRequestBuildApproverRole GITLAB_PLANNER = new("GITLAB_PLANNER");

    /// <summary><c>GITLAB_REPORTER</c></summary>
    public static readonly PullRequestBuildApproverRole GITLAB_REPORTER = new("GITLAB_REPORTER");

    /// <summary><c>GITLAB_DEVELOPER</c></summary>
    public static readonly PullRequestBuildApproverRole GITLAB_DEVELOPER = new("GITLAB_DEVELOPER");

    /// <summary><c>GITLAB_MAINTAINER</c></summary>
    public static readonly PullRequestBuildApproverRole GITLAB_MAINTAINER = new("GITLAB_MAINTAINER");

    /// <summary><c>GITLAB_OWNER</c></summary>
    public static readonly PullRequestBuildApproverRole GITLAB_OWNER = new("GITLAB_OWNER");

    /// <summary><c>BITBUCKET_READ</c></summary>
    public static readonly PullRequestBuildApproverRole BITBUCKET_READ = new("BITBUCKET_READ");

    /// <summary><c>BITBUCKET_WRITE</c></summary>
    public static readonly PullRequestBuildApproverRole BITBUCKET_WRITE = new("BITBUCKET_WRITE");

    /// <summary><c>BITBUCKET_ADMIN</c></summary>
    public static readonly PullRequestBuildApproverRole BITBUCKET_ADMIN = new("BITBUCKET_ADMIN");

    /// <summary>The constant of a value.</summary>
    public static implicit operator PullRequestBuildApproverRole(string value) => FindValue(value);

    /// <summary>The constant of a value.</summary>
    public static PullRequestBuildApproverRole FindValue(string value) => FindValue<PullRequestBuildApproverRole>(value);
}
