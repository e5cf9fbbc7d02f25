namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>ScopeConfiguration</c>.</summary>
public class ScopeConfiguration
{
    /// <summary>The domain.</summary>
    public string? Domain { get; set; }

    /// <summary>The name (required).</summary>
    public string? Name { get; set; }

    /// <summary>The scope (required).</summary>
    public WebhookScopeType? Scope { get; set; }
}
