using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>LogsConfigStatusType</c>; the service may know more.</summary>
/// <param name="value">As on the wire.</param>
public class LogsConfigStatusType(string value) : ConstantClass(value)
{
    /// <summary><c>ENABLED</c></summary>
    public static readonly LogsConfigStatusType ENABLED = new("ENABLED");

    /// <summary><c>DISABLED</c></summary>
    public static readonly LogsConfigStatusType DISABLED = new("DISABLED");

    /// <summary>The constant of a value.</summary>
    public static implicit operator LogsConfigStatusType(string value) => FindValue(value);

    /// <summary>The constant of a value.</summary>
    public static LogsConfigStatusType FindValue(string value) => FindValue<LogsConfigStatusType>(value);
}
