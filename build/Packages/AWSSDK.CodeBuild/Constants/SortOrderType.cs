using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>SortOrderType</c>; the service may know more.</summary>
/// <param name="value">As on the wire.</param>
public class SortOrderType(string value) : ConstantClass(value)
{
    /// <summary><c>ASCENDING</c></summary>
    public static readonly SortOrderType ASCENDING = new("ASCENDING");

    /// <summary><c>DESCENDING</c></summary>
    public static readonly SortOrderType DESCENDING = new("DESCENDING");

    /// <summary>The constant of a value.</summary>
    public static implicit operator SortOrderType(string value) => FindValue(value);

    /// <summary>The constant of a value.</summary>
    public static SortOrderType FindValue(string value) => FindValue<SortOrderType>(value);
}
