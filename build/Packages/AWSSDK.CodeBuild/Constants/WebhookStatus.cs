using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>WebhookStatus</c>; the service may know more.</summary>
/// <param name="value">As on the wire.</param>
public class WebhookStatus(string value) : ConstantClass(value)
{
    /// <summary><c>CREATING</c></summary>
    public static readonly WebhookStatus CREATING = new("CREATING");

    /// <summary><c>CREATE_FAILED</c></summary>
    public static readonly WebhookStatus CREATE_FAILED = new("CREATE_FAILED");

    /// <summary><c>ACTIVE</c></summary>
    public static readonly WebhookStatus ACTIVE = new("ACTIVE");

    /// <summary><c>DELETING</c></summary>
    public static readonly WebhookStatus DELETING = new("DELETING");

    /// <summary>The constant of a value.</summary>
    public static implicit operator WebhookStatus(string value) => FindValue(value);

    /// <summary>The constant of a value.</summary>
    public static WebhookStatus FindValue(string value) => FindValue<WebhookStatus>(value);
}
