using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>ProjectVisibilityType</c> of AWS CodeBuild, API version 2016-10-06. Values that are newer than this list are kept as they come.</summary>
/// <param name="value">The value on the wire.</param>
public class ProjectVisibilityType(string value) : ConstantClass(value)
{
    /// <summary>The value <c>PUBLIC_READ</c>.</summary>
    public static readonly ProjectVisibilityType PUBLIC_READ = new("PUBLIC_READ");

    /// <summary>The value <c>PRIVATE</c>.</summary>
    public static readonly ProjectVisibilityType PRIVATE = new("PRIVATE");

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static ProjectVisibilityType FindValue(string value) => FindValue<ProjectVisibilityType>(value);

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static implicit operator ProjectVisibilityType(string value) => FindValue(value);
}
