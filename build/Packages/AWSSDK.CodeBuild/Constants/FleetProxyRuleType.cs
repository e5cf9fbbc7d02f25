using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>FleetProxyRuleType</c>; the service may know more.</summary>
/// <param name="value">As on the wire.</param>
public class FleetProxyRuleType(string value) : ConstantClass(value)
{
    /// <summary><c>DOMAIN</c></summary>
    public static readonly FleetProxyRuleType DOMAIN = new("DOMAIN");

    /// <summary><c>IP</c></summary>
    public static readonly FleetProxyRuleType IP = new("IP");

    /// <summary>The constant of a value.</summary>
    public static implicit operator FleetProxyRuleType(string value) => FindValue(value);

    /// <summary>The constant of a value.</summary>
    public static FleetProxyRuleType FindValue(string value) => FindValue<FleetProxyRuleType>(value);
}
