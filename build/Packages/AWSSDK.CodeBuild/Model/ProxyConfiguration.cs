namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>ProxyConfiguration</c>.</summary>
public class ProxyConfiguration
{
    /// <summary>The default behavior.</summary>
    public FleetProxyRuleBehavior? DefaultBehavior { get; set; }

    /// <summary>The ordered proxy rules (at most 100 items).</summary>
    public List<FleetProxyRule> OrderedProxyRules { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;
}
