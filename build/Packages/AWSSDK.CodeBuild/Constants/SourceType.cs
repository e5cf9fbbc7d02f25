using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>SourceType</c>; the service may know more.</summary>
/// <param name="value">As on the wire.</param>
public class SourceType(string value) : ConstantClass(value)
{
    /// <summary><c>CODECOMMIT</c></summary>
    public static readonly SourceType CODECOMMIT = new("CODECOMMIT");

    /// <summary><c>CODEPIPELINE</c></summary>
    public static readonly SourceType CODEPIPELINE = new("CODEPIPELINE");

    /// <summary><c>GITHUB</c></summary>
    public static readonly SourceType GITHUB = new("GITHUB");

    /// <summary><c>GITLAB</c></summary>
    public static readonly SourceType GITLAB = new("GITLAB");

    /// <summary><c>GITLAB_SELF_MANAGED</c></summary>
    public static readonly SourceType GITLAB_SELF_MANAGED = new("GITLAB_SELF_MANAGED");

    /// <summary><c>S3</c></summary>
    public static readonly SourceType S3 = new("S3");

    /// <summary><c>BITBUCKET</c></summary>
    public static readonly SourceType BITBUCKET = new("BITBUCKET");

    /// <summary><c>GITHUB_ENTERPRISE</c></summary>
    public static readonly SourceType GITHUB_ENTERPRISE = new("GITHUB_ENTERPRISE");

    /// <summary><c>NO_SOURCE</c></summary>
    public static readonly SourceType NO_SOURCE = new("NO_SOURCE");

    /// <summary>The constant of a value.</summary>
    public static implicit operator SourceType(string value) => FindValue(value);

    /// <summary>The constant of a value.</summary>
    public static SourceType FindValue(string value) => FindValue<SourceType>(value);
}
