using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>ArtifactNamespace</c> of AWS CodeBuild, API version 2016-10-06. Values that are newer than this list are kept as they come.</summary>
/// <param name="value">The value on the wire.</param>
public class ArtifactNamespace(string value) : ConstantClass(value)
{
    /// <summary>The value <c>NONE</c>.</summary>
    public static readonly ArtifactNamespace NONE = new("NONE");

    /// <summary>The value <c>BUILD_ID</c>.</summary>
    public static readonly ArtifactNamespace BUILD_ID = new("BUILD_ID");

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static ArtifactNamespace FindValue(string value) => FindValue<ArtifactNamespace>(value);

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static implicit operator ArtifactNamespace(string value) => FindValue(value);
}
