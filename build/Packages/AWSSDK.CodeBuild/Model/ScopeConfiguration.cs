namespace Amazon.CodeBuild.Model;

/// <summary>The structure <c>ScopeConfiguration</c> of AWS CodeBuild, API version 2016-10-06.</summary>
public class ScopeConfiguration
{
    /// <summary>The API's <c>domain</c>.</summary>
    public string Domain { get; set; }

    /// <summary>Required. The API's <c>name</c>.</summary>
    public string Name { get; set; }

    /// <summary>Required. The API's <c>scope</c>.</summary>
    public WebhookScopeType Scope { get; set; }
}
