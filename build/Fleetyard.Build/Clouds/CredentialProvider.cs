using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;

namespace Fleetyard.Build.Clouds;

/// <summary>Which provider of the SDK's chain gives the credentials, and what to do where they are refused.</summary>
/// <param name="Description">As in "credentials of …".</param>
/// <param name="Remedy">What to do, without a full stop.</param>
public sealed record CredentialProvider(string Description, string Remedy)
{
    /// <summary>Asks the chain as a client of this configuration would.</summary>
    /// <param name="config">A client's configuration.</param>
    /// <param name="profile">The profile of <c>--profile</c>, or null.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="AmazonClientException">No provider gives any.</exception>
    public static async Task<CredentialProvider> FindAsync(IClientConfig config, string? profile, CancellationToken cancellationToken)
    {
        using var chain = new DefaultAWSCredentialsIdentityResolver();
        var found = await chain.ResolveIdentityAsync(config, cancellationToken);
        return found switch
        {
            _ when profile is not null => OfProfile(profile, $"the profile {profile}"),
            EnvironmentVariablesAWSCredentials => new("the environment (AWS_ACCESS_KEY_ID)", "set new AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or unset them for the chain's next provider"),
            AssumeRoleWithWebIdentityCredentials web when Variable("AWS_WEB_IDENTITY_TOKEN_FILE") is not null => OfToken(web.RoleArn, web.WebIdentityTokenFile, "AWS_WEB_IDENTITY_TOKEN_FILE"),
            URIBasedRefreshingCredentialHelper when IsContainer => OfContainer,
            _ when found.GetType().Name.Contains("InstanceProfile", StringComparison.Ordinal) => new("the instance's profile (IMDS)", "look after the role of this EC2 instance"),
            _ when Variable("AWS_PROFILE") is { } named => OfProfile(named, $"the profile {named} (AWS_PROFILE)"),
            _ => OfProfile("default", "the profile default"),
        };
    }

    /// <summary>Which provider was meant to give credentials where the chain finds none, or null where nothing says so.</summary>
    /// <param name="profile">The profile of <c>--profile</c>, or null.</param>
    public static CredentialProvider? Meant(string? profile) =>
        profile is not null ? OfProfile(profile, $"the profile {profile}")
        : Variable("AWS_WEB_IDENTITY_TOKEN_FILE") is { } file ? OfToken(Variable("AWS_ROLE_ARN") ?? "of AWS_ROLE_ARN, which is not set,", file, "AWS_WEB_IDENTITY_TOKEN_FILE")
        : Variable("AWS_PROFILE") is { } named ? OfProfile(named, $"the profile {named} (AWS_PROFILE)")
        : IsContainer ? OfContainer
        : null;

    /// <summary>What a profile of the shared files gives credentials by.</summary>
    private static CredentialProvider OfProfile(string name, string words)
    {
        if (!new CredentialProfileStoreChain().TryGetProfile(name, out var profile))
        {
            return new(words, $"there is no such profile; name one of {FileNames}");
        }

        var options = profile.Options;
        var login = $"run 'aws sso login --profile {name}'";
        return options switch
        {
            { WebIdentityTokenFile.Length: > 0 } => OfToken(options.RoleArn, options.WebIdentityTokenFile, words),
            { RoleArn.Length: > 0, SourceProfile.Length: > 0 } => new($"{words}, role {options.RoleArn} by the profile {options.SourceProfile}", $"{OfProfile(options.SourceProfile, options.SourceProfile).Remedy}, and see that it may assume {options.RoleArn}"),
            { RoleArn.Length: > 0 } => new($"{words}, role {options.RoleArn} by {options.CredentialSource}", $"see that {options.CredentialSource} has credentials that may assume {options.RoleArn}"),
            { SsoSession.Length: > 0 } or { SsoStartUrl.Length: > 0 } => new($"{words}, SSO role {options.SsoRoleName} of account {options.SsoAccountId}", login),
            { LoginSession.Length: > 0 } => new($"{words}, a session of 'aws login'", $"run 'aws login --profile {name}'"),
            { CredentialProcess.Length: > 0 } => new($"{words}, credential_process", $"run its credential_process yourself to see what it says ({options.CredentialProcess})"),
            { Token.Length: > 0 } => new($"{words}, a session's keys", "write new keys into it"),
            _ => new($"{words}, static keys", "write new keys into it"),
        };
    }

    private static CredentialProvider OfToken(string role, string file, string by) =>
        new($"{by}, role {role} by the web identity token {file}", "see that the token is fresh and that the role's trust policy allows its issuer, audience and subject");

    private static CredentialProvider OfContainer => new("the container (AWS_CONTAINER_CREDENTIALS_*)", "look after the role of the task or pod and its credentials agent");

    private static string FileNames => $"{Variable("AWS_CONFIG_FILE") ?? "~/.aws/config"} or {Variable("AWS_SHARED_CREDENTIALS_FILE") ?? "~/.aws/credentials"}";

    private static bool IsContainer => (Variable("AWS_CONTAINER_CREDENTIALS_FULL_URI") ?? Variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI")) is not null;

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
