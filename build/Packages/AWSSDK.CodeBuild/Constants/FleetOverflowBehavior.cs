using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>FleetOverflowBehavior</c> of AWS CodeBuild, API version 2016-10-06. Values that are newer than this list are kept as they come.</summary>
/// <param name="value">The value on the wire.</param>
public class FleetOverflowBehavior(string value) : ConstantClass(value)
{
    /// <summary>The value <c>QUEUE</c>.</summary>
    public static readonly FleetOverflowBehavior QUEUE = new("QUEUE");

    /// <summary>The value <c>ON_DEMAND</c>.</summary>
    public static readonly FleetOverflowBehavior ON_DEMAND = new("ON_DEMAND");

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static FleetOverflowBehavior FindValue(string value) => FindValue<FleetOverflowBehavior>(value);

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static implicit operator FleetOverflowBehavior(string value) => FindValue(value);
}
