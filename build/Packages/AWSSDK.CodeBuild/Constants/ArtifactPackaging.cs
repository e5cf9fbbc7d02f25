using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>ArtifactPackaging</c> of AWS CodeBuild, API version 2016-10-06. Values that are newer than this list are kept as they come.</summary>
/// <param name="value">The value on the wire.</param>
public class ArtifactPackaging(string value) : ConstantClass(value)
{
    /// <summary>The value <c>NONE</c>.</summary>
    public static readonly ArtifactPackaging NONE = new("NONE");

    /// <summary>The value <c>ZIP</c>.</summary>
    public static readonly ArtifactPackaging ZIP = new("ZIP");

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static ArtifactPackaging FindValue(string value) => FindValue<ArtifactPackaging>(value);

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static implicit operator ArtifactPackaging(string value) => FindValue(value);
}
