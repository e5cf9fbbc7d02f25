using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>WebhookBuildType</c> of AWS CodeBuild, API version 2016-10-06. Values that are newer than this list are kept as they come.</summary>
/// <param name="value">The value on the wire.</param>
public class WebhookBuildType(string value) : ConstantClass(value)
{
    /// <summary>The value <c>BUILD</c>.</summary>
    public static readonly WebhookBuildType BUILD = new("BUILD");

    /// <summary>The value <c>BUILD_BATCH</c>.</summary>
    public static readonly WebhookBuildType BUILD_BATCH = new("BUILD_BATCH");

    /// <summary>The value <c>RUNNER_BUILDKITE_BUILD</c>.</summary>
    public static readonly WebhookBuildType RUNNER_BUILDKITE_BUILD = new("RUNNER_BUILDKITE_BUILD");

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static WebhookBuildType FindValue(string value) => FindValue<WebhookBuildType>(value);

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static implicit operator WebhookBuildType(string value) => FindValue(value);
}
