using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>EnvironmentVariableType</c> of AWS CodeBuild, API version 2016-10-06. Values that are newer than this list are kept as they come.</summary>
/// <param name="value">The value on the wire.</param>
public class EnvironmentVariableType(string value) : ConstantClass(value)
{
    /// <summary>The value <c>PLAINTEXT</c>.</summary>
    public static readonly EnvironmentVariableType PLAINTEXT = new("PLAINTEXT");

    /// <summary>The value <c>PARAMETER_STORE</c>.</summary>
    public static readonly EnvironmentVariableType PARAMETER_STORE = new("PARAMETER_STORE");

    /// <summary>The value <c>SECRETS_MANAGER</c>.</summary>
    public static readonly EnvironmentVariableType SECRETS_MANAGER = new("SECRETS_MANAGER");

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static EnvironmentVariableType FindValue(string value) => FindValue<EnvironmentVariableType>(value);

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static implicit operator EnvironmentVariableType(string value) => FindValue(value);
}
