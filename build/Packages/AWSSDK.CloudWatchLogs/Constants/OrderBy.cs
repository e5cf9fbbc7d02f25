using Amazon.Runtime;

namespace Amazon.CloudWatchLogs;

/// <summary>The values of <c>OrderBy</c> of Amazon CloudWatch Logs, API version 2014-03-28. Values that are newer than this list are kept as they come.</summary>
/// <param name="value">The value on the wire.</param>
public class OrderBy(string value) : ConstantClass(value)
{
    /// <summary>The value <c>LogStreamName</c>.</summary>
    public static readonly OrderBy LogStreamName = new("LogStreamName");

    /// <summary>The value <c>LastEventTime</c>.</summary>
    public static readonly OrderBy LastEventTime = new("LastEventTime");

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static OrderBy FindValue(string value) => FindValue<OrderBy>(value);

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static implicit operator OrderBy(string value) => FindValue(value);
}
