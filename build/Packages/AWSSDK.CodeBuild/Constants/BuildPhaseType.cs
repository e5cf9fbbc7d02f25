using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>BuildPhaseType</c> of AWS CodeBuild, API version 2016-10-06. Values that are newer than this list are kept as they come.</summary>
/// <param name="value">The value on the wire.</param>
public class BuildPhaseType(string value) : ConstantClass(value)
{
    /// <summary>The value <c>SUBMITTED</c>.</summary>
    public static readonly BuildPhaseType SUBMITTED = new("SUBMITTED");

    /// <summary>The value <c>QUEUED</c>.</summary>
    public static readonly BuildPhaseType QUEUED = new("QUEUED");

    /// <summary>The value <c>PROVISIONING</c>.</summary>
    public static readonly BuildPhaseType PROVISIONING = new("PROVISIONING");

    /// <summary>The value <c>DOWNLOAD_SOURCE</c>.</summary>
    public static readonly BuildPhaseType DOWNLOAD_SOURCE = new("DOWNLOAD_SOURCE");

    /// <summary>The value <c>INSTALL</c>.</summary>
    public static readonly BuildPhaseType INSTALL = new("INSTALL");

    /// <summary>The value <c>PRE_BUILD</c>.</summary>
    public static readonly BuildPhaseType PRE_BUILD = new("PRE_BUILD");

    /// <summary>The value <c>BUILD</c>.</summary>
    public static readonly BuildPhaseType BUILD = new("BUILD");

    /// <summary>The value <c>POST_BUILD</c>.</summary>
    public static readonly BuildPhaseType POST_BUILD = new("POST_BUILD");

    /// <summary>The value <c>UPLOAD_ARTIFACTS</c>.</summary>
    public static readonly BuildPhaseType UPLOAD_ARTIFACTS = new("UPLOAD_ARTIFACTS");

    /// <summary>The value <c>FINALIZING</c>.</summary>
    public static readonly BuildPhaseType FINALIZING = new("FINALIZING");

    /// <summary>The value <c>COMPLETED</c>.</summary>
    public static readonly BuildPhaseType COMPLETED = new("COMPLETED");

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static BuildPhaseType FindValue(string value) => FindValue<BuildPhaseType>(value);

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static implicit operator BuildPhaseType(string value) => FindValue(value);
}
