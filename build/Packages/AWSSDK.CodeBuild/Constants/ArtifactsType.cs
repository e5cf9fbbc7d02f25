using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>ArtifactsType</c>; the service may know more.</summary>
/// <param name="value">As on the wire.</param>
public class ArtifactsType(string value) : ConstantClass(value)
{
    /// <summary><c>CODEPIPELINE</c></summary>
    public static readonly ArtifactsType CODEPIPELINE = new("CODEPIPELINE");

    /// <summary><c>S3</c></summary>
    public static readonly ArtifactsType S3 = new("S3");

    /// <summary><c>NO_ARTIFACTS</c></summary>
    public static readonly ArtifactsType NO_ARTIFACTS = new("NO_ARTIFACTS");

    /// <summary>The constant of a value.</summary>
    public static implicit operator ArtifactsType(string value) => FindValue(value);

    /// <summary>The constant of a value.</summary>
    public static ArtifactsType FindValue(string value) => FindValue<ArtifactsType>(value);
}
