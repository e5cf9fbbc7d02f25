using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>EnvironmentType</c>; the service may know more.</summary>
/// <param name="value">As on the wire.</param>
public class EnvironmentType(string value) : ConstantClass(value)
{
    /// <summary><c>WINDOWS_CONTAINER</c></summary>
    public static readonly EnvironmentType WINDOWS_CONTAINER = new("WINDOWS_CONTAINER");

    /// <summary><c>LINUX_CONTAINER</c></summary>
    public static readonly EnvironmentType LINUX_CONTAINER = new("LINUX_CONTAINER");

    /// <summary><c>LINUX_GPU_CONTAINER</c></summary>
    public static readonly EnvironmentType LINUX_GPU_CONTAINER = new("LINUX_GPU_CONTAINER");

    /// <summary><c>ARM_CONTAINER</c></summary>
    public static readonly EnvironmentType ARM_CONTAINER = new("ARM_CONTAINER");

    /// <summary><c>WINDOWS_SERVER_2019_CONTAINER</c></summary>
    public static readonly EnvironmentType WINDOWS_SERVER_2019_CONTAINER = new("WINDOWS_SERVER_2019_CONTAINER");

    /// <summary><c>WINDOWS_SERVER_2022_CONTAINER</c></summary>
    public static readonly EnvironmentType WINDOWS_SERVER_2022_CONTAINER = new("WINDOWS_SERVER_2022_CONTAINER");

    /// <summary><c>LINUX_LAMBDA_CONTAINER</c></summary>
    public static readonly EnvironmentType LINUX_LAMBDA_CONTAINER = new("LINUX_LAMBDA_CONTAINER");

    /// <summary><c>ARM_LAMBDA_CONTAINER</c></summary>
    public static readonly EnvironmentType ARM_LAMBDA_CONTAINER = new("ARM_LAMBDA_CONTAINER");

    /// <summary><c>LINUX_EC2</c></summary>
    public static readonly EnvironmentType LINUX_EC2 = new("LINUX_EC2");

    /// <summary><c>ARM_EC2</c></summary>
    public static readonly EnvironmentType ARM_EC2 = new("ARM_EC2");

    /// <summary><c>WINDOWS_EC2</c></summary>
    public static readonly EnvironmentType WINDOWS_EC2 = new("WINDOWS_EC2");

    /// <summary><c>MAC_ARM</c></summary>
    public static readonly EnvironmentType MAC_ARM = new("MAC_ARM");

    /// <summary>The constant of a value.</summary>
    public static implicit operator EnvironmentType(string value) => FindValue(value);

    /// <summary>The constant of a value.</summary>
    public static EnvironmentType FindValue(string value) => FindValue<EnvironmentType>(value);
}
