namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>Webhook</c>.</summary>
public class Webhook
{
    /// <summary>The branch filter.</summary>
    public string? BranchFilter { get; set; }

    /// <summary>The build type.</summary>
    public WebhookBuildType? BuildType { get; set; }

    /// <summary>The filter groups.</summary>
    public List<List<WebhookFilter>> FilterGroups { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

    /// <summary>The last modified secret, in UTC.</summary>
    public DateTime? LastModifiedSecret { get; set; }

    /// <summary>The manual creation.</summary>
    public bool? ManualCreation { get; set; }

    /// <summary>The payload url (at least 1 characters).</summary>
    public string? PayloadUrl { get; set; }

    /// <summary>The pull request build policy.</summary>
    public PullRequestBuildPolicy? PullRequestBuildPolicy { get; set; }

    /// <summary>The scope configuration.</summary>
    public ScopeConfiguration? ScopeConfiguration { get; set; }

    /// <summary>The secret (at least 1 characters).</summary>
    public string? Secret { get; set; }

    /// <summary>The status.</summary>
    public WebhookStatus? Status { get; set; }

    /// <summary>The status message.</summary>
    public string? StatusMessage { get; set; }

    /// <summary>The url (at least 1 characters).</summary>
    public string? Url { get; set; }
}
