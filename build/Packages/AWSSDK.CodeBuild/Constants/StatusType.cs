using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>StatusType</c>; the service may know more.</summary>
/// <param name="value">As on the wire.</param>
public class StatusType(string value) : ConstantClass(value)
{
    /// <summary><c>SUCCEEDED</c></summary>
    public static readonly StatusType SUCCEEDED = new("SUCCEEDED");

    /// <summary><c>FAILED</c></summary>
    public static readonly StatusType FAILED = new("FAILED");

    /// <summary><c>FAULT</c></summary>
    public static readonly StatusType FAULT = new("FAULT");

    /// <summary><c>TIMED_OUT</c></summary>
    public static readonly StatusType TIMED_OUT = new("TIMED_OUT");

    /// <summary><c>IN_PROGRESS</c></summary>
    public static readonly StatusType IN_PROGRESS = new("IN_PROGRESS");

    /// <summary><c>STOPPED</c></summary>
    public static readonly StatusType STOPPED = new("STOPPED");

    /// <summary>The constant of a value.</summary>
    public static implicit operator StatusType(string value) => FindValue(value);

    /// <summary>The constant of a value.</summary>
    public static StatusType FindValue(string value) => FindValue<StatusType>(value);
}
