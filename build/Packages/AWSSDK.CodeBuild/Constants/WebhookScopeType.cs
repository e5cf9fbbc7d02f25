using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>WebhookScopeType</c>; the service may know more.</summary>
/// <param name="value">As on the wire.</param>
public class WebhookScopeType(string value) : ConstantClass(value)
{
    /// <summary><c>GITHUB_ORGANIZATION</c></summary>
    public static readonly WebhookScopeType GITHUB_ORGANIZATION = new("GITHUB_ORGANIZATION");

    /// <summary><c>GITHUB_GLOBAL</c></summary>
    public static readonly WebhookScopeType GITHUB_GLOBAL = new("GITHUB_GLOBAL");

    /// <summary><c>GITLAB_GROUP</c></summary>
    public static readonly WebhookScopeType GITLAB_GROUP = new("GITLAB_GROUP");

    /// <summary>The constant of a value.</summary>
    public static implicit operator WebhookScopeType(string value) => FindValue(value);

    /// <summary>The constant of a value.</summary>
    public static WebhookScopeType FindValue(string value) => FindValue<WebhookScopeType>(value);
}
