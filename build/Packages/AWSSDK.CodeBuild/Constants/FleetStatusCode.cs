using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>FleetStatusCode</c>; the service may know more.</summary>
/// <param name="value">As on the wire.</param>
public class FleetStatusCode(string value) : ConstantClass(value)
{
    /// <summary><c>CREATING</c></summary>
    public static readonly FleetStatusCode CREATING = new("CREATING");

    /// <summary><c>UPDATING</c></summary>
    public static readonly FleetStatusCode UPDATING = new("UPDATING");

    /// <summary><c>ROTATING</c></summary>
    public static readonly FleetStatusCode ROTATING = new("ROTATING");

    /// <summary><c>PENDING_DELETION</c></summary>
    public static readonly FleetStatusCode PENDING_DELETION = new("PENDING_DELETION");

    /// <summary><c>DELETING</c></summary>
    public static readonly FleetStatusCode DELETING = new("DELETING");

    /// <summary><c>CREATE_FAILED</c></summary>
    public static readonly FleetStatusCode CREATE_FAILED = new("CREATE_FAILED");

    /// <summary><c>UPDATE_ROLLBACK_FAILED</c></summary>
    public static readonly FleetStatusCode UPDATE_ROLLBACK_FAILED = new("UPDATE_ROLLBACK_FAILED");

    /// <summary><c>ACTIVE</c></summary>
    public static readonly FleetStatusCode ACTIVE = new("ACTIVE");

    /// <summary>The constant of a value.</summary>
    public static implicit operator FleetStatusCode(string value) => FindValue(value);

    /// <summary>The constant of a value.</summary>
    public static FleetStatusCode FindValue(string value) => FindValue<FleetStatusCode>(value);
}
