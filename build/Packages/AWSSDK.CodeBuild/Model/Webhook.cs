namespace Amazon.CodeBuild.Model;

/// <summary>The structure <c>Webhook</c> of AWS CodeBuild, API version 2016-10-06.</summary>
public class Webhook
{
    /// <summary>The API's <c>branchFilter</c>.</summary>
    public string BranchFilter { get; set; }

    /// <summary>The API's <c>buildType</c>.</summary>
    public WebhookBuildType BuildType { get; set; }

    /// <summary>The API's <c>filterGroups</c>.</summary>
    public List<List<WebhookFilter>> FilterGroups { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The API's <c>lastModifiedSecret</c>: UTC.</summary>
    public DateTime? LastModifiedSecret { get; set; }

    /// <summary>The API's <c>manualCreation</c>.</summary>
    public bool? ManualCreation { get; set; }

    /// <summary>The API's <c>payloadUrl</c>: at least 1 characters.</summary>
    public string PayloadUrl { get; set; }

    /// <summary>The API's <c>pullRequestBuildPolicy</c>.</summary>
    public PullRequestBuildPolicy PullRequestBuildPolicy { get; set; }

    /// <summary>The API's <c>scopeConfiguration</c>.</summary>
    public ScopeConfiguration ScopeConfiguration { get; set; }

    /// <summary>The API's <c>secret</c>: at least 1 characters.</summary>
    public string Secret { get; set; }

    /// <summary>The API's <c>status</c>.</summary>
    public WebhookStatus Status { get; set; }

    /// <summary>The API's <c>statusMessage</c>.</summary>
    public string StatusMessage { get; set; }

    /// <summary>The API's <c>url</c>: at least 1 characters.</summary>
    public string Url { get; set; }
}
