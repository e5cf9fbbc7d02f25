using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>ProjectVisibilityType</c>; the service may know more.</summary>
/// <param name="value">As on the wire.</param>
public class ProjectVisibilityType(string value) : ConstantClass(value)
{
    /// <summary><c>PUBLIC_READ</c></summary>
    public static readonly ProjectVisibilityType PUBLIC_READ = new("PUBLIC_READ");

    /// <summary><c>PRIVATE</c></summary>
    public static readonly ProjectVisibilityType PRIVATE = new("PRIVATE");

    /// <summary>The constant of a value.</summary>
    public static implicit operator ProjectVisibilityType(string value) => FindValue(value);

    /// <summary>The constant of a value.</summary>
    public static ProjectVisibilityType FindValue(string value) => FindValue<ProjectVisibilityType>(value);
}
