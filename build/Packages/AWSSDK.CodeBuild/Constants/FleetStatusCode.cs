using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>FleetStatusCode</c> of AWS CodeBuild, API version 2016-10-06. Values that are newer than this list are kept as they come.</summary>
/// <param name="value">The value on the wire.</param>
public class FleetStatusCode(string value) : ConstantClass(value)
{
    /// <summary>The value <c>CREATING</c>.</summary>
    public static readonly FleetStatusCode CREATING = new("CREATING");

    /// <summary>The value <c>UPDATING</c>.</summary>
    public static readonly FleetStatusCode UPDATING = new("UPDATING");

    /// <summary>The value <c>ROTATING</c>.</summary>
    public static readonly FleetStatusCode ROTATING = new("ROTATING");

    /// <summary>The value <c>PENDING_DELETION</c>.</summary>
    public static readonly FleetStatusCode PENDING_DELETION = new("PENDING_DELETION");

    /// <summary>The value <c>DELETING</c>.</summary>
    public static readonly FleetStatusCode DELETING = new("DELETING");

    /// <summary>The value <c>CREATE_FAILED</c>.</summary>
    public static readonly FleetStatusCode CREATE_FAILED = new("CREATE_FAILED");

    /// <summary>The value <c>UPDATE_ROLLBACK_FAILED</c>.</summary>
    public static readonly FleetStatusCode UPDATE_ROLLBACK_FAILED = new("UPDATE_ROLLBACK_FAILED");

    /// <summary>The value <c>ACTIVE</c>.</summary>
    public static readonly FleetStatusCode ACTIVE = new("ACTIVE");

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static FleetStatusCode FindValue(string value) => FindValue<FleetStatusCode>(value);

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static implicit operator FleetStatusCode(string value) => FindValue(value);
}
