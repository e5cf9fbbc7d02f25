namespace Amazon.CodeBuild.Model;

/// <summary>The structure <c>FleetProxyRule</c> of AWS CodeBuild, API version 2016-10-06.</summary>
public class FleetProxyRule
{
    /// <summary>Required. The API's <c>effect</c>.</summary>
    public FleetProxyRuleEffectType Effect { get; set; }

    /// <summary>Required. The API's <c>entities</c>: 1 to 100 items.</summary>
    public List<string> Entities { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>Required. The API's <c>type</c>.</summary>
    public FleetProxyRuleType Type { get; set; }
}
