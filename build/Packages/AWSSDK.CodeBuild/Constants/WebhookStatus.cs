using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>WebhookStatus</c> of AWS CodeBuild, API version 2016-10-06. Values that are newer than this list are kept as they come.</summary>
/// <param name="value">The value on the wire.</param>
public class WebhookStatus(string value) : ConstantClass(value)
{
    /// <summary>The value <c>CREATING</c>.</summary>
    public static readonly WebhookStatus CREATING = new("CREATING");

    /// <summary>The value <c>CREATE_FAILED</c>.</summary>
    public static readonly WebhookStatus CREATE_FAILED = new("CREATE_FAILED");

    /// <summary>The value <c>ACTIVE</c>.</summary>
    public static readonly WebhookStatus ACTIVE = new("ACTIVE");

    /// <summary>The value <c>DELETING</c>.</summary>
    public static readonly WebhookStatus DELETING = new("DELETING");

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static WebhookStatus FindValue(string value) => FindValue<WebhookStatus>(value);

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static implicit operator WebhookStatus(string value) => FindValue(value);
}
