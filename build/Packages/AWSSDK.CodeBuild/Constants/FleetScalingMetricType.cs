using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>FleetScalingMetricType</c> of AWS CodeBuild, API version 2016-10-06. Values that are newer than this list are kept as they come.</summary>
/// <param name="value">The value on the wire.</param>
public class FleetScalingMetricType(string value) : ConstantClass(value)
{
    /// <summary>The value <c>FLEET_UTILIZATION_RATE</c>.</summary>
    public static readonly FleetScalingMetricType FLEET_UTILIZATION_RATE = new("FLEET_UTILIZATION_RATE");

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static FleetScalingMetricType FindValue(string value) => FindValue<FleetScalingMetricType>(value);

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static implicit operator FleetScalingMetricType(string value) => FindValue(value);
}
