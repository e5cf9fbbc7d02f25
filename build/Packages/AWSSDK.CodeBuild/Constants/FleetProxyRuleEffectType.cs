using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>FleetProxyRuleEffectType</c>; the service may know more.</summary>
/// <param name="value">As on the wire.</param>
public class FleetProxyRuleEffectType(string value) : ConstantClass(value)
{
    /// <summary><c>ALLOW</c></summary>
    public static readonly FleetProxyRuleEffectType ALLOW = new("ALLOW");

    /// <summary><c>DENY</c></summary>
    public static readonly FleetProxyRuleEffectType DENY = new("DENY");

    /// <summary>The constant of a value.</summary>
    public static implicit operator FleetProxyRuleEffectType(string value) => FindValue(value);

    /// <summary>The constant of a value.</summary>
    public static FleetProxyRuleEffectType FindValue(string value) => FindValue<FleetProxyRuleEffectType>(value);
}
