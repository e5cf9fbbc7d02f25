using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>FleetProxyRuleBehavior</c> of AWS CodeBuild, API version 2016-10-06. Values that are newer than this list are kept as they come.</summary>
/// <param name="value">The value on the wire.</param>
public class FleetProxyRuleBehavior(string value) : ConstantClass(value)
{
    /// <summary>The value <c>ALLOW_ALL</c>.</summary>
    public static readonly FleetProxyRuleBehavior ALLOW_ALL = new("ALLOW_ALL");

    /// <summary>The value <c>DENY_ALL</c>.</summary>
    public static readonly FleetProxyRuleBehavior DENY_ALL = new("DENY_ALL");

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static FleetProxyRuleBehavior FindValue(string value) => FindValue<FleetProxyRuleBehavior>(value);

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static implicit operator FleetProxyRuleBehavior(string value) => FindValue(value);
}
