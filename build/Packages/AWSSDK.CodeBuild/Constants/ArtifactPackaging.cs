using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>ArtifactPackaging</c>; the service may know more.</summary>
/// <param name="value">As on the wire.</param>
public class ArtifactPackaging(string value) : ConstantClass(value)
{
    /// <summary><c>NONE</c></summary>
    public static readonly ArtifactPackaging NONE = new("NONE");

    /// <summary><c>ZIP</c></summary>
    public static readonly ArtifactPackaging ZIP = new("ZIP");

    /// <summary>The constant of a value.</summary>
    public static implicit operator ArtifactPackaging(string value) => FindValue(value);

    /// <summary>The constant of a value.</summary>
    public static ArtifactPackaging FindValue(string value) => FindValue<ArtifactPackaging>(value);
}
