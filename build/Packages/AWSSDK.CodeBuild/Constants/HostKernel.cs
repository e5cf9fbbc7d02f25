using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>HostKernel</c>; the service may know more.</summary>
/// <param name="value">As on the wire.</param>
public class HostKernel(string value) : ConstantClass(value)
{
    /// <summary><c>LINUX_KERNEL_4</c></summary>
    public static readonly HostKernel LINUX_KERNEL_4 = new("LINUX_KERNEL_4");

    /// <summary><c>LINUX_KERNEL_6</c></summary>
    public static readonly HostKernel LINUX_KERNEL_6 = new("LINUX_KERNEL_6");

    /// <summary><c>LINUX_KERNEL_LATEST</c></summary>
    public static readonly HostKernel LINUX_KERNEL_LATEST = new("LINUX_KERNEL_LATEST");

    /// <summary>The constant of a value.</summary>
    public static implicit operator HostKernel(string value) => FindValue(value);

    /// <summary>The constant of a value.</summary>
    public static HostKernel FindValue(string value) => FindValue<HostKernel>(value);
}
