using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.SecurityToken.Model;
using Cake.Core;
using Fleetyard.Fleets;

namespace Fleetyard.Build.Clouds;

/// <summary>AWS itself, with credentials found by the SDK's own chain or taken from a named profile.</summary>
public sealed class AwsCloud(string? profile) : ICloud
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(20) };

    private readonly AWSCredentials? credentials = Credentials(profile);

    /// <inheritdoc/>
    public async Task<CloudIdentity> IdentifyAsync(string region, CancellationToken cancellationToken)
    {
        var source = profile is null ? "credentials of the SDK's chain" : $"credentials of the profile {profile}";
        try
        {
            var caller = await In(region).Sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancellationToken);
            return new($"aws/{caller.Account}", $"AWS, account {caller.Account} as {caller.Arn} ({source}), region {region}; instances are EC2's and cost money");
        }
        catch (AmazonServiceException e) when (e.ErrorCode is not null)
        {
            throw new CakeException(ExitCode.CouldNot, $"AWS refused the {source} ({e.ErrorCode}: {e.Message}); renew them, for example with 'aws sso login', and run the same command again.");
        }
        catch (HttpRequestException e)
        {
            throw new CakeException(ExitCode.CouldNot, $"AWS cannot be reached in {region}: {e.Message.TrimEnd('.')}; check the network and the region, or rehearse with --cloud=local.");
        }
        catch (AmazonClientException e)
        {
            throw new CakeException(ExitCode.CouldNot, $"AWS could not be asked who calls, with the {source}: {Short(e.Message)}; set AWS_PROFILE or --profile, or rehearse with --cloud=local.");
        }
    }

    /// <inheritdoc/>
    /// <remarks>An endpoint out of the environment (AWS_ENDPOINT_URL) says nothing of its region, and the SDK would sign for us-east-1.</remarks>
    public CloudClients In(string region) => ClientSet.Of(credentials, new InternetAddress(Http), config =>
    {
        config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        config.AuthenticationRegion = region;
    });

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The SDK lists every source of credentials that it tried.</summary>
    private static string Short(string message)
    {
        var first = message.ReplaceLineEndings(" ").Split(". ")[0].TrimEnd('.');
        return first.Length > 200 ? first[..200] + "…" : first;
    }

    private static AWSCredentials? Credentials(string? profile)
    {
        if (profile is null)
        {
            return null;
        }

        return new CredentialProfileStoreChain().TryGetAWSCredentials(profile, out var found)
            ? found
            : throw new CakeException($"There is no AWS profile '{profile}'; name one of ~/.aws/config, or leave --profile out for the SDK's own chain.");
    }
}
