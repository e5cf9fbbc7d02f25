using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>FleetScalingMetricType</c>; the service may know more.</summary>
/// <param name="value">As on the wire.</param>
public class FleetScalingMetricType(string value) : ConstantClass(value)
{
    /// <summary><c>FLEET_UTILIZATION_RATE</c></summary>
    public static readonly FleetScalingMetricType FLEET_UTILIZATION_RATE = new("FLEET_UTILIZATION_RATE");

    /// <summary>The constant of a value.</summary>
    public static implicit operator FleetScalingMetricType(string value) => FindValue(value);

    /// <summary>The constant of a value.</summary>
    public static FleetScalingMetricType FindValue(string value) => FindValue<FleetScalingMetricType>(value);
}
