namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>RegistryCredential</c>.</summary>
public class RegistryCredential
{
    /// <summary>The credential (required; at least 1 characters).</summary>
    public string? Credential { get; set; }

    /// <summary>The credential provider (required).</summary>
    public CredentialProviderType? CredentialProvider { get; set; }
}
