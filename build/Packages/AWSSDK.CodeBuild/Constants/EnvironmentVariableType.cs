using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>EnvironmentVariableType</c>; the service may know more.</summary>
/// <param name="value">As on the wire.</param>
public class EnvironmentVariableType(string value) : ConstantClass(value)
{
    /// <summary><c>PLAINTEXT</c></summary>
    public static readonly EnvironmentVariableType PLAINTEXT = new("PLAINTEXT");

    /// <summary><c>PARAMETER_STORE</c></summary>
    public static readonly EnvironmentVariableType PARAMETER_STORE = new("PARAMETER_STORE");

    /// <summary><c>SECRETS_MANAGER</c></summary>
    public static readonly EnvironmentVariableType SECRETS_MANAGER = new("SECRETS_MANAGER");

    /// <summary>The constant of a value.</summary>
    public static implicit operator EnvironmentVariableType(string value) => FindValue(value);

    /// <summary>The constant of a value.</summary>
    public static EnvironmentVariableType FindValue(string value) => FindValue<EnvironmentVariableType>(value);
}
