namespace Amazon.CodeBuild.Model;

/// <summary>The structure <c>ProxyConfiguration</c> of AWS CodeBuild, API version 2016-10-06.</summary>
public class ProxyConfiguration
{
    /// <summary>The API's <c>defaultBehavior</c>.</summary>
    public FleetProxyRuleBehavior DefaultBehavior { get; set; }

    /// <summary>The API's <c>orderedProxyRules</c>: at most 100 items.</summary>
    public List<FleetProxyRule> OrderedProxyRules { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
