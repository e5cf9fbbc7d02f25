using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>FleetProxyRuleEffectType</c> of AWS CodeBuild, API version 2016-10-06. Values that are newer than this list are kept as they come.</summary>
/// <param name="value">The value on the wire.</param>
public class FleetProxyRuleEffectType(string value) : ConstantClass(value)
{
    /// <summary>The value <c>ALLOW</c>.</summary>
    public static readonly FleetProxyRuleEffectType ALLOW = new("ALLOW");

    /// <summary>The value <c>DENY</c>.</summary>
    public static readonly FleetProxyRuleEffectType DENY = new("DENY");

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static FleetProxyRuleEffectType FindValue(string value) => FindValue<FleetProxyRuleEffectType>(value);

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static implicit operator FleetProxyRuleEffectType(string value) => FindValue(value);
}
