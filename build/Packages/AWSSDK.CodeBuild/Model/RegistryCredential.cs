namespace Amazon.CodeBuild.Model;

/// <summary>The structure <c>RegistryCredential</c> of AWS CodeBuild, API version 2016-10-06.</summary>
public class RegistryCredential
{
    /// <summary>Required. The API's <c>credential</c>: at least 1 characters.</summary>
    public string Credential { get; set; }

    /// <summary>Required. The API's <c>credentialProvider</c>.</summary>
    public CredentialProviderType CredentialProvider { get; set; }
}
