namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>FleetProxyRule</c>.</summary>
public class FleetProxyRule
{
    /// <summary>The effect (required).</summary>
    public FleetProxyRuleEffectType? Effect { get; set; }

    /// <summary>The entities (required; 1 to 100 items).</summary>
    public List<string> Entities { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

    /// <summary>The type (required).</summary>
    public FleetProxyRuleType? Type { get; set; }
}
