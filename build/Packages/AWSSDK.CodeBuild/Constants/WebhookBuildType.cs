using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>WebhookBuildType</c>; the service may know more.</summary>
/// <param name="value">As on the wire.</param>
public class WebhookBuildType(string value) : ConstantClass(value)
{
    /// <summary><c>BUILD</c></summary>
    public static readonly WebhookBuildType BUILD = new("BUILD");

    /// <summary><c>BUILD_BATCH</c></summary>
    public static readonly WebhookBuildType BUILD_BATCH = new("BUILD_BATCH");

    /// <summary><c>RUNNER_BUILDKITE_BUILD</c></summary>
    public static readonly WebhookBuildType RUNNER_BUILDKITE_BUILD = new("RUNNER_BUILDKITE_BUILD");

    /// <summary>The constant of a value.</summary>
    public static implicit operator WebhookBuildType(string value) => FindValue(value);

    /// <summary>The constant of a value.</summary>
    public static WebhookBuildType FindValue(string value) => FindValue<WebhookBuildType>(value);
}
