using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>CredentialProviderType</c>; the service may know more.</summary>
/// <param name="value">As on the wire.</param>
public class CredentialProviderType(string value) : ConstantClass(value)
{
    /// <summary><c>SECRETS_MANAGER</c></summary>
    public static readonly CredentialProviderType SECRETS_MANAGER = new("SECRETS_MANAGER");

    /// <summary>The constant of a value.</summary>
    public static implicit operator CredentialProviderType(string value) => FindValue(value);

    /// <summary>The constant of a value.</summary>
    public static CredentialProviderType FindValue(string value) => FindValue<CredentialProviderType>(value);
}
