using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>ProjectSortByType</c>; the service may know more.</summary>
/// <param name="value">As on the wire.</param>
public class ProjectSortByType(string value) : ConstantClass(value)
{
    /// <summary><c>NAME</c></summary>
    public static readonly ProjectSortByType NAME = new("NAME");

    /// <summary><c>CREATED_TIME</c></summary>
    public static readonly ProjectSortByType CREATED_TIME = new("CREATED_TIME");

    /// <summary><c>LAST_MODIFIED_TIME</c></summary>
    public static readonly ProjectSortByType LAST_MODIFIED_TIME = new("LAST_MODIFIED_TIME");

    /// <summary>The constant of a value.</summary>
    public static implicit operator ProjectSortByType(string value) => FindValue(value);

    /// <summary>The constant of a value.</summary>
    public static ProjectSortByType FindValue(string value) => FindValue<ProjectSortByType>(value);
}
