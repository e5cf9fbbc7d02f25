using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>FleetSortByType</c>; the service may know more.</summary>
/// <param name="value">As on the wire.</param>
public class FleetSortByType(string value) : ConstantClass(value)
{
    /// <summary><c>NAME</c></summary>
    public static readonly FleetSortByType NAME = new("NAME");

    /// <summary><c>CREATED_TIME</c></summary>
    public static readonly FleetSortByType CREATED_TIME = new("CREATED_TIME");

    /// <summary><c>LAST_MODIFIED_TIME</c></summary>
    public static readonly FleetSortByType LAST_MODIFIED_TIME = new("LAST_MODIFIED_TIME");

    /// <summary>The constant of a value.</summary>
    public static implicit operator FleetSortByType(string value) => FindValue(value);

    /// <summary>The constant of a value.</summary>
    public static FleetSortByType FindValue(string value) => FindValue<FleetSortByType>(value);
}
