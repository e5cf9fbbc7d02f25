using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>ArtifactNamespace</c>; the service may know more.</summary>
/// <param name="value">As on the wire.</param>
public class ArtifactNamespace(string value) : ConstantClass(value)
{
    /// <summary><c>NONE</c></summary>
    public static readonly ArtifactNamespace NONE = new("NONE");

    /// <summary><c>BUILD_ID</c></summary>
    public static readonly ArtifactNamespace BUILD_ID = new("BUILD_ID");

    /// <summary>The constant of a value.</summary>
    public static implicit operator ArtifactNamespace(string value) => FindValue(value);

    /// <summary>The constant of a value.</summary>
    public static ArtifactNamespace FindValue(string value) => FindValue<ArtifactNamespace>(value);
}
