using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>FleetScalingType</c> of AWS CodeBuild, API version 2016-10-06. Values that are newer than this list are kept as they come.</summary>
/// <param name="value">The value on the wire.</param>
public class FleetScalingType(string value) : ConstantClass(value)
{
    /// <summary>The value <c>TARGET_TRACKING_SCALING</c>.</summary>
    public static readonly FleetScalingType TARGET_TRACKING_SCALING = new("TARGET_TRACKING_SCALING");

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static FleetScalingType FindValue(string value) => FindValue<FleetScalingType>(value);

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static implicit operator FleetScalingType(string value) => FindValue(value);
}
