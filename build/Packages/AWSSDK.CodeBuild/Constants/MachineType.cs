using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>MachineType</c> of AWS CodeBuild, API version 2016-10-06. Values that are newer than this list are kept as they come.</summary>
/// <param name="value">The value on the wire.</param>
public class MachineType(string value) : ConstantClass(value)
{
    /// <summary>The value <c>GENERAL</c>.</summary>
    public static readonly MachineType GENERAL = new("GENERAL");

    /// <summary>The value <c>NVME</c>.</summary>
    public static readonly MachineType NVME = new("NVME");

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static MachineType FindValue(string value) => FindValue<MachineType>(value);

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static implicit operator MachineType(string value) => FindValue(value);
}
