using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>WebhookFilterType</c>; the service may know more.</summary>
/// <param name="value">As on the wire.</param>
public class WebhookFilterType(string value) : ConstantClass(value)
{
    /// <summary><c>EVENT</c></summary>
    public static readonly WebhookFilterType EVENT = new("EVENT");

    /// <summary><c>BASE_REF</c></summary>
    public static readonly WebhookFilterType BASE_REF = new("BASE_REF");

    /// <summary><c>HEAD_REF</c></summary>
    public static readonly WebhookFilterType HEAD_REF = new("HEAD_REF");

    /// <summary><c>ACTOR_ACCOUNT_ID</c></summary>
    public static readonly WebhookFilterType ACTOR_ACCOUNT_ID = new("ACTOR_ACCOUNT_ID");

    /// <summary><c>FILE_PATH</c></summary>
    public static readonly WebhookFilterType FILE_PATH = new("FILE_PATH");

    /// <summary><c>COMMIT_MESSAGE</c></summary>
    public static readonly WebhookFilterType COMMIT_MESSAGE = new("COMMIT_MESSAGE");

    /// <summary><c>WORKFLOW_NAME</c></summary>
    public static readonly WebhookFilterType WORKFLOW_NAME = new("WORKFLOW_NAME");

    /// <summary><c>TAG_NAME</c></summary>
    public static readonly WebhookFilterType TAG_NAME = new("TAG_NAME");

    /// <summary><c>RELEASE_NAME</c></summary>
    public static readonly WebhookFilterType RELEASE_NAME = new("RELEASE_NAME");

    /// <summary><c>REPOSITORY_NAME</c></summary>
    public static readonly WebhookFilterType REPOSITORY_NAME = new("REPOSITORY_NAME");

    /// <summary><c>ORGANIZATION_NAME</c></summary>
    public static readonly WebhookFilterType ORGANIZATION_NAME = new("ORGANIZATION_NAME");

    /// <summary>The constant of a value.</summary>
    public static implicit operator WebhookFilterType(string value) => FindValue(value);

    /// <summary>The constant of a value.</summary>
    public static WebhookFilterType FindValue(string value) => FindValue<WebhookFilterType>(value);
}
