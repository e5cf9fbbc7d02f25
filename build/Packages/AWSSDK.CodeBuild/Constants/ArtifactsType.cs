using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>ArtifactsType</c> of AWS CodeBuild, API version 2016-10-06. Values that are newer than this list are kept as they come.</summary>
/// <param name="value">The value on the wire.</param>
public class ArtifactsType(string value) : ConstantClass(value)
{
    /// <summary>The value <c>CODEPIPELINE</c>.</summary>
    public static readonly ArtifactsType CODEPIPELINE = new("CODEPIPELINE");

    /// <summary>The value <c>S3</c>.</summary>
    public static readonly ArtifactsType S3 = new("S3");

    /// <summary>The value <c>NO_ARTIFACTS</c>.</summary>
    public static readonly ArtifactsType NO_ARTIFACTS = new("NO_ARTIFACTS");

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static ArtifactsType FindValue(string value) => FindValue<ArtifactsType>(value);

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static implicit operator ArtifactsType(string value) => FindValue(value);
}
