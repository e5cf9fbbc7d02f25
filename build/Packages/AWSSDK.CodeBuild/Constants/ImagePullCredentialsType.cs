using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>ImagePullCredentialsType</c>; the service may know more.</summary>
/// <param name="value">As on the wire.</param>
public class ImagePullCredentialsType(string value) : ConstantClass(value)
{
    /// <summary><c>CODEBUILD</c></summary>
    public static readonly ImagePullCredentialsType CODEBUILD = new("CODEBUILD");

    /// <summary><c>SERVICE_ROLE</c></summary>
    public static readonly ImagePullCredentialsType SERVICE_ROLE = new("SERVICE_ROLE");

    /// <summary>The constant of a value.</summary>
    public static implicit operator ImagePullCredentialsType(string value) => FindValue(value);

    /// <summary>The constant of a value.</summary>
    public static ImagePullCredentialsType FindValue(string value) => FindValue<ImagePullCredentialsType>(value);
}
