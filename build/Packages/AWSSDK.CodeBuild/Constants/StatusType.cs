using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>StatusType</c> of AWS CodeBuild, API version 2016-10-06. Values that are newer than this list are kept as they come.</summary>
/// <param name="value">The value on the wire.</param>
public class StatusType(string value) : ConstantClass(value)
{
    /// <summary>The value <c>SUCCEEDED</c>.</summary>
    public static readonly StatusType SUCCEEDED = new("SUCCEEDED");

    /// <summary>The value <c>FAILED</c>.</summary>
    public static readonly StatusType FAILED = new("FAILED");

    /// <summary>The value <c>FAULT</c>.</summary>
    public static readonly StatusType FAULT = new("FAULT");

    /// <summary>The value <c>TIMED_OUT</c>.</summary>
    public static readonly StatusType TIMED_OUT = new("TIMED_OUT");

    /// <summary>The value <c>IN_PROGRESS</c>.</summary>
    public static readonly StatusType IN_PROGRESS = new("IN_PROGRESS");

    /// <summary>The value <c>STOPPED</c>.</summary>
    public static readonly StatusType STOPPED = new("STOPPED");

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static StatusType FindValue(string value) => FindValue<StatusType>(value);

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static implicit operator StatusType(string value) => FindValue(value);
}
