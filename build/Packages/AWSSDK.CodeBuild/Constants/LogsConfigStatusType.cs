using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>LogsConfigStatusType</c> of AWS CodeBuild, API version 2016-10-06. Values that are newer than this list are kept as they come.</summary>
/// <param name="value">The value on the wire.</param>
public class LogsConfigStatusType(string value) : ConstantClass(value)
{
    /// <summary>The value <c>ENABLED</c>.</summary>
    public static readonly LogsConfigStatusType ENABLED = new("ENABLED");

    /// <summary>The value <c>DISABLED</c>.</summary>
    public static readonly LogsConfigStatusType DISABLED = new("DISABLED");

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static LogsConfigStatusType FindValue(string value) => FindValue<LogsConfigStatusType>(value);

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static implicit operator LogsConfigStatusType(string value) => FindValue(value);
}
