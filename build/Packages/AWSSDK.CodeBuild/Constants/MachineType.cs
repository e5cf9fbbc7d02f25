using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>MachineType</c>; the service may know more.</summary>
/// <param name="value">As on the wire.</param>
public class MachineType(string value) : ConstantClass(value)
{
    /// <summary><c>GENERAL</c></summary>
    public static readonly MachineType GENERAL = new("GENERAL");

    /// <summary><c>NVME</c></summary>
    public static readonly MachineType NVME = new("NVME");

    /// <summary>The constant of a value.</summary>
    public static implicit operator MachineType(string value) => FindValue(value);

    /// <summary>The constant of a value.</summary>
    public static MachineType FindValue(string value) => FindValue<MachineType>(value);
}
