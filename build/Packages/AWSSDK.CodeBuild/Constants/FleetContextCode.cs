using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>FleetContextCode</c>; the service may know more.</summary>
/// <param name="value">As on the wire.</param>
public class FleetContextCode(string value) : ConstantClass(value)
{
    /// <summary><c>CREATE_FAILED</c></summary>
    public static readonly FleetContextCode CREATE_FAILED = new("CREATE_FAILED");

    /// <summary><c>UPDATE_FAILED</c></summary>
    public static readonly FleetContextCode UPDATE_FAILED = new("UPDATE_FAILED");

    /// <summary><c>ACTION_REQUIRED</c></summary>
    public static readonly FleetContextCode ACTION_REQUIRED = new("ACTION_REQUIRED");

    /// <summary><c>PENDING_DELETION</c></summary>
    public static readonly FleetContextCode PENDING_DELETION = new("PENDING_DELETION");

    /// <summary><c>INSUFFICIENT_CAPACITY</c></summary>
    public static readonly FleetContextCode INSUFFICIENT_CAPACITY = new("INSUFFICIENT_CAPACITY");

    /// <summary>The constant of a value.</summary>
    public static implicit operator FleetContextCode(string value) => FindValue(value);

    /// <summary>The constant of a value.</summary>
    public static FleetContextCode FindValue(string value) => FindValue<FleetContextCode>(value);
}
