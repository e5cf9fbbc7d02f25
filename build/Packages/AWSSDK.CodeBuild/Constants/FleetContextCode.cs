using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>FleetContextCode</c> of AWS CodeBuild, API version 2016-10-06. Values that are newer than this list are kept as they come.</summary>
/// <param name="value">The value on the wire.</param>
public class FleetContextCode(string value) : ConstantClass(value)
{
    /// <summary>The value <c>CREATE_FAILED</c>.</summary>
    public static readonly FleetContextCode CREATE_FAILED = new("CREATE_FAILED");

    /// <summary>The value <c>UPDATE_FAILED</c>.</summary>
    public static readonly FleetContextCode UPDATE_FAILED = new("UPDATE_FAILED");

    /// <summary>The value <c>ACTION_REQUIRED</c>.</summary>
    public static readonly FleetContextCode ACTION_REQUIRED = new("ACTION_REQUIRED");

    /// <summary>The value <c>PENDING_DELETION</c>.</summary>
    public static readonly FleetContextCode PENDING_DELETION = new("PENDING_DELETION");

    /// <summary>The value <c>INSUFFICIENT_CAPACITY</c>.</summary>
    public static readonly FleetContextCode INSUFFICIENT_CAPACITY = new("INSUFFICIENT_CAPACITY");

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static FleetContextCode FindValue(string value) => FindValue<FleetContextCode>(value);

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static implicit operator FleetContextCode(string value) => FindValue(value);
}
