using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>HostKernel</c> of AWS CodeBuild, API version 2016-10-06. Values that are newer than this list are kept as they come.</summary>
/// <param name="value">The value on the wire.</param>
public class HostKernel(string value) : ConstantClass(value)
{
    /// <summary>The value <c>LINUX_KERNEL_4</c>.</summary>
    public static readonly HostKernel LINUX_KERNEL_4 = new("LINUX_KERNEL_4");

    /// <summary>The value <c>LINUX_KERNEL_6</c>.</summary>
    public static readonly HostKernel LINUX_KERNEL_6 = new("LINUX_KERNEL_6");

    /// <summary>The value <c>LINUX_KERNEL_LATEST</c>.</summary>
    public static readonly HostKernel LINUX_KERNEL_LATEST = new("LINUX_KERNEL_LATEST");

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static HostKernel FindValue(string value) => FindValue<HostKernel>(value);

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static implicit operator HostKernel(string value) => FindValue(value);
}
