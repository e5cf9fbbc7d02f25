using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>CredentialProviderType</c> of AWS CodeBuild, API version 2016-10-06. Values that are newer than this list are kept as they come.</summary>
/// <param name="value">The value on the wire.</param>
public class CredentialProviderType(string value) : ConstantClass(value)
{
    /// <summary>The value <c>SECRETS_MANAGER</c>.</summary>
    public static readonly CredentialProviderType SECRETS_MANAGER = new("SECRETS_MANAGER");

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static CredentialProviderType FindValue(string value) => FindValue<CredentialProviderType>(value);

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static implicit operator CredentialProviderType(string value) => FindValue(value);
}
