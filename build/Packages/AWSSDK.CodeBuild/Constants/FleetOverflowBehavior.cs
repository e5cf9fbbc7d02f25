using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>FleetOverflowBehavior</c>; the service may know more.</summary>
/// <param name="value">As on the wire.</param>
public class FleetOverflowBehavior(string value) : ConstantClass(value)
{
    /// <summary><c>QUEUE</c></summary>
    public static readonly FleetOverflowBehavior QUEUE = new("QUEUE");

    /// <summary><c>ON_DEMAND</c></summary>
    public static readonly FleetOverflowBehavior ON_DEMAND = new("ON_DEMAND");

    /// <summary>The constant of a value.</summary>
    public static implicit operator FleetOverflowBehavior(string value) => FindValue(value);

    /// <summary>The constant of a value.</summary>
    public static FleetOverflowBehavior FindValue(string value) => FindValue<FleetOverflowBehavior>(value);
}
