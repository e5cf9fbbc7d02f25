using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>FleetProxyRuleBehavior</c>; the service may know more.</summary>
/// <param name="value">As on the wire.</param>
public class FleetProxyRuleBehavior(string value) : ConstantClass(value)
{
    /// <summary><c>ALLOW_ALL</c></summary>
    public static readonly FleetProxyRuleBehavior ALLOW_ALL = new("ALLOW_ALL");

    /// <summary><c>DENY_ALL</c></summary>
    public static readonly FleetProxyRuleBehavior DENY_ALL = new("DENY_ALL");

    /// <summary>The constant of a value.</summary>
    public static implicit operator FleetProxyRuleBehavior(string value) => FindValue(value);

    /// <summary>The constant of a value.</summary>
    public static FleetProxyRuleBehavior FindValue(string value) => FindValue<FleetProxyRuleBehavior>(value);
}
