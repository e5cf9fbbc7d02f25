using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>ImagePullCredentialsType</c> of AWS CodeBuild, API version 2016-10-06. Values that are newer than this list are kept as they come.</summary>
/// <param name="value">The value on the wire.</param>
public class ImagePullCredentialsType(string value) : ConstantClass(value)
{
    /// <summary>The value <c>CODEBUILD</c>.</summary>
    public static readonly ImagePullCredentialsType CODEBUILD = new("CODEBUILD");

    /// <summary>The value <c>SERVICE_ROLE</c>.</summary>
    public static readonly ImagePullCredentialsType SERVICE_ROLE = new("SERVICE_ROLE");

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static ImagePullCredentialsType FindValue(string value) => FindValue<ImagePullCredentialsType>(value);

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static implicit operator ImagePullCredentialsType(string value) => FindValue(value);
}
