using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Cake.Core;
using Fleetyard.Fleets;

namespace Fleetyard.Build.Clouds;

/// <summary>AWS itself, with credentials found by the SDK's own chain or taken from a named profile.</summary>
/// <param name="profile">The profile's name, or null for the chain.</param>
public sealed class AwsCloud(string? profile) : ICloud
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(20) };

    private readonly string? profile = Known(profile);

    /// <inheritdoc/>
    public async Task<CloudIdentity> IdentifyAsync(string region, CancellationToken cancellationToken)
    {
        CredentialProvider? provider = null;
        try
        {
            provider = await ProviderAsync(region, cancellationToken);
            var caller = await In(region).Sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancellationToken);
            return new($"aws/{caller.Account}", $"AWS, account {caller.Account} as {caller.Arn} (credentials of {provider.Description}), region {region}; instances are EC2's and cost money")
            {
                Account = caller.Account,
                Caller = caller.Arn,
            };
        }
        catch (Exception e) when (IsExplained(e))
        {
            throw new CakeException(ExitCode.CouldNot, Explained(e, region, provider, profile));
        }
    }

    /// <summary>Which provider gives the credentials.</summary>
    /// <exception cref="AmazonClientException">None does.</exception>
    public Task<CredentialProvider> ProviderAsync(string region, CancellationToken cancellationToken)
    {
        var config = new AmazonSecurityTokenServiceConfig();
        Configure(config, region);
        return CredentialProvider.FindAsync(config, profile, cancellationToken);
    }

    /// <inheritdoc/>
    public CloudClients In(string region) => ClientSet.Of(null, new InternetAddress(Http), config => Configure(config, region));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Whether it is why AWS does not know who calls: providers throw what they please.</summary>
    internal static bool IsExplained(Exception e) => e is not (OperationCanceledException or CakeException);

    /// <summary>Why AWS does not know who calls, in one line with what to do.</summary>
    /// <param name="e">What the SDK threw.</param>
    /// <param name="region">The region that was asked.</param>
    /// <param name="provider">Who gives the credentials, or null where none was found.</param>
    /// <param name="profile">The profile of <c>--profile</c>, or null.</param>
    internal static string Explained(Exception e, string region, CredentialProvider? provider, string? profile)
    {
        var meant = provider ?? CredentialProvider.Meant(profile);
        var credentials = $"credentials of {meant?.Description ?? "the SDK's chain"}";
        var remedy = meant?.Remedy ?? "set AWS_PROFILE or --profile";
        return e switch
        {
            AmazonServiceException { InnerException: not HttpRequestException } aws when AwsErrors.IsOfService(aws) => $"AWS did not tell in {region} who calls, with the {credentials}: {AwsErrors.Told(aws)}",
            AmazonServiceException { ErrorCode: not null } aws => $"AWS refused the {credentials} ({AwsErrors.Answer(aws)}); renew them: {remedy}; then run the same command again.",
            HttpRequestException or { InnerException: HttpRequestException } => $"AWS cannot be reached in {region}: {Short(e.GetBaseException().Message)}; check the network, proxies and the region, or rehearse with --cloud=local.",
            _ => $"AWS could not be asked who calls, with the {credentials}: {Short(e.Message)}; {remedy}, or rehearse with --cloud=local.",
        };
    }

    /// <summary>Sets what every client of a region has in common.</summary>
    /// <remarks>An endpoint out of the environment (AWS_ENDPOINT_URL) says nothing of its region, and the SDK would sign for us-east-1.</remarks>
    internal void Configure(ClientConfig config, string region)
    {
        config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        config.AuthenticationRegion = region;
        if (profile is not null)
        {
            config.Profile = new Profile(profile);
        }
    }

    /// <summary>The SDK lists every source of credentials that it tried.</summary>
    private static string Short(string message)
    {
        var first = message.ReplaceLineEndings(" ").Split(". ")[0].TrimEnd('.', ' ', ':');
        return first.Length > 200 ? first[..200] + "…" : first;
    }

    private static string? Known(string? profile) => profile is null || new CredentialProfileStoreChain().TryGetProfile(profile, out _)
        ? profile
        : throw new CakeException($"There is no AWS profile '{profile}'; name one of ~/.aws/config, or leave --profile out for the SDK's own chain.");
}
