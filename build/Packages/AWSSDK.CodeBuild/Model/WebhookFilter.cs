namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>WebhookFilter</c>.</summary>
public class WebhookFilter
{
    /// <summary>The exclude matched pattern.</summary>
    public bool? ExcludeMatchedPattern { get; set; }

    /// <summary>The pattern (required).</summary>
    public string? Pattern { get; set; }

    /// <summary>The type (required).</summary>
    public WebhookFilterType? Type { get; set; }
}
