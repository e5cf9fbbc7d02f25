using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>WebhookScopeType</c> of AWS CodeBuild, API version 2016-10-06. Values that are newer than this list are kept as they come.</summary>
/// <param name="value">The value on the wire.</param>
public class WebhookScopeType(string value) : ConstantClass(value)
{
    /// <summary>The value <c>GITHUB_ORGANIZATION</c>.</summary>
    public static readonly WebhookScopeType GITHUB_ORGANIZATION = new("GITHUB_ORGANIZATION");

    /// <summary>The value <c>GITHUB_GLOBAL</c>.</summary>
    public static readonly WebhookScopeType GITHUB_GLOBAL = new("GITHUB_GLOBAL");

    /// <summary>The value <c>GITLAB_GROUP</c>.</summary>
    public static readonly WebhookScopeType GITLAB_GROUP = new("GITLAB_GROUP");

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static WebhookScopeType FindValue(string value) => FindValue<WebhookScopeType>(value);

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static implicit operator WebhookScopeType(string value) => FindValue(value);
}
