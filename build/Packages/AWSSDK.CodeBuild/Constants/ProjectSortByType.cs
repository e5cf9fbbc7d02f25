using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>ProjectSortByType</c> of AWS CodeBuild, API version 2016-10-06. Values that are newer than this list are kept as they come.</summary>
/// <param name="value">The value on the wire.</param>
public class ProjectSortByType(string value) : ConstantClass(value)
{
    /// <summary>The value <c>NAME</c>.</summary>
    public static readonly ProjectSortByType NAME = new("NAME");

    /// <summary>The value <c>CREATED_TIME</c>.</summary>
    public static readonly ProjectSortByType CREATED_TIME = new("CREATED_TIME");

    /// <summary>The value <c>LAST_MODIFIED_TIME</c>.</summary>
    public static readonly ProjectSortByType LAST_MODIFIED_TIME = new("LAST_MODIFIED_TIME");

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static ProjectSortByType FindValue(string value) => FindValue<ProjectSortByType>(value);

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static implicit operator ProjectSortByType(string value) => FindValue(value);
}
