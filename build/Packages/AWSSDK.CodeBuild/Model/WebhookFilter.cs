namespace Amazon.CodeBuild.Model;

/// <summary>The structure <c>WebhookFilter</c> of AWS CodeBuild, API version 2016-10-06.</summary>
public class WebhookFilter
{
    /// <summary>The API's <c>excludeMatchedPattern</c>.</summary>
    public bool? ExcludeMatchedPattern { get; set; }

    /// <summary>Required. The API's <c>pattern</c>.</summary>
    public string Pattern { get; set; }

    /// <summary>Required. The API's <c>type</c>.</summary>
    public WebhookFilterType Type { get; set; }
}
