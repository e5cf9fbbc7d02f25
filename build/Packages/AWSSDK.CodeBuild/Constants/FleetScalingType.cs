using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>FleetScalingType</c>; the service may know more.</summary>
/// <param name="value">As on the wire.</param>
public class FleetScalingType(string value) : ConstantClass(value)
{
    /// <summary><c>TARGET_TRACKING_SCALING</c></summary>
    public static readonly FleetScalingType TARGET_TRACKING_SCALING = new("TARGET_TRACKING_SCALING");

    /// <summary>The constant of a value.</summary>
    public static implicit operator FleetScalingType(string value) => FindValue(value);

    /// <summary>The constant of a value.</summary>
    public static FleetScalingType FindValue(string value) => FindValue<FleetScalingType>(value);
}
