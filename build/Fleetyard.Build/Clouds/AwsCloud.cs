using Amazon;
using Amazon.CloudWatchLogs;
using Amazon.CodeBuild;
using Amazon.EC2;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.SecurityToken;
using Amazon.SimpleSystemsManagement;
using Cake.Core;
using Fleetyard.Fleets;

namespace Fleetyard.Build.Clouds;

/// <summary>AWS itself, with credentials found by the SDK's own chain or taken from a named profile.</summary>
public sealed class AwsCloud(string? profile) : ICloud
{
    private readonly AWSCredentials? credentials = Credentials(profile);

    /// <inheritdoc/>
    public string Description => $"AWS, credentials {(profile is null ? "of the SDK's chain" : $"of the profile {profile}")}; instances are EC2's and cost money";

    /// <inheritdoc/>
    public CloudClients In(string region)
    {
        var endpoint = RegionEndpoint.GetBySystemName(region);
        return credentials is null
            ? new(new AmazonEC2Client(endpoint), new AmazonSimpleSystemsManagementClient(endpoint), new AmazonCodeBuildClient(endpoint),
                new AmazonSecurityTokenServiceClient(endpoint), new AmazonCloudWatchLogsClient(endpoint))
            : new(new AmazonEC2Client(credentials, endpoint), new AmazonSimpleSystemsManagementClient(credentials, endpoint), new AmazonCodeBuildClient(credentials, endpoint),
                new AmazonSecurityTokenServiceClient(credentials, endpoint), new AmazonCloudWatchLogsClient(credentials, endpoint));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

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
