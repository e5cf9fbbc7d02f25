using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>FleetProxyRuleType</c> of AWS CodeBuild, API version 2016-10-06. Values that are newer than this list are kept as they come.</summary>
/// <param name="value">The value on the wire.</param>
public class FleetProxyRuleType(string value) : ConstantClass(value)
{
    /// <summary>The value <c>DOMAIN</c>.</summary>
    public static readonly FleetProxyRuleType DOMAIN = new("DOMAIN");

    /// <summary>The value <c>IP</c>.</summary>
    public static readonly FleetProxyRuleType IP = new("IP");

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static FleetProxyRuleType FindValue(string value) => FindValue<FleetProxyRuleType>(value);

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static implicit operator FleetProxyRuleType(string value) => FindValue(value);
}
