using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>SortOrderType</c> of AWS CodeBuild, API version 2016-10-06. Values that are newer than this list are kept as they come.</summary>
/// <param name="value">The value on the wire.</param>
public class SortOrderType(string value) : ConstantClass(value)
{
    /// <summary>The value <c>ASCENDING</c>.</summary>
    public static readonly SortOrderType ASCENDING = new("ASCENDING");

    /// <summary>The value <c>DESCENDING</c>.</summary>
    public static readonly SortOrderType DESCENDING = new("DESCENDING");

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static SortOrderType FindValue(string value) => FindValue<SortOrderType>(value);

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static implicit operator SortOrderType(string value) => FindValue(value);
}
