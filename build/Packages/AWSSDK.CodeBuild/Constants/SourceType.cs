using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>SourceType</c> of AWS CodeBuild, API version 2016-10-06. Values that are newer than this list are kept as they come.</summary>
/// <param name="value">The value on the wire.</param>
public class SourceType(string value) : ConstantClass(value)
{
    /// <summary>The value <c>CODECOMMIT</c>.</summary>
    public static readonly SourceType CODECOMMIT = new("CODECOMMIT");

    /// <summary>The value <c>CODEPIPELINE</c>.</summary>
    public static readonly SourceType CODEPIPELINE = new("CODEPIPELINE");

    /// <summary>The value <c>GITHUB</c>.</summary>
    public static readonly SourceType GITHUB = new("GITHUB");

    /// <summary>The value <c>GITLAB</c>.</summary>
    public static readonly SourceType GITLAB = new("GITLAB");

    /// <summary>The value <c>GITLAB_SELF_MANAGED</c>.</summary>
    public static readonly SourceType GITLAB_SELF_MANAGED = new("GITLAB_SELF_MANAGED");

    /// <summary>The value <c>S3</c>.</summary>
    public static readonly SourceType S3 = new("S3");

    /// <summary>The value <c>BITBUCKET</c>.</summary>
    public static readonly SourceType BITBUCKET = new("BITBUCKET");

    /// <summary>The value <c>GITHUB_ENTERPRISE</c>.</summary>
    public static readonly SourceType GITHUB_ENTERPRISE = new("GITHUB_ENTERPRISE");

    /// <summary>The value <c>NO_SOURCE</c>.</summary>
    public static readonly SourceType NO_SOURCE = new("NO_SOURCE");

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static SourceType FindValue(string value) => FindValue<SourceType>(value);

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static implicit operator SourceType(string value) => FindValue(value);
}
