using System.Net;
using Amazon.CloudWatchLogs;
using Amazon.CodeBuild;
using Amazon.EC2;
using Amazon.EC2InstanceConnect;
using Amazon.KeyManagementService;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SimpleSystemsManagement;
using Fleetyard.Fleets;
using Fleetyard.LocalCloud;
using Fleetyard.Recipes;

namespace Fleetyard.Wire.Tests;

/// <summary>The SDK's clients, as the program speaks to LocalCloud with them.</summary>
internal static class LocalClients
{
    public static CloudClients Of(LocalCloudServer server, string region)
    {
        var credentials = new BasicAWSCredentials(server.AccessKeyId, server.SecretAccessKey);
        var url = server.Endpoint.ToString();
        return new(
            new AmazonEC2Client(credentials, new AmazonEC2Config { ServiceURL = url, AuthenticationRegion = region }),
            new AmazonSimpleSystemsManagementClient(credentials, new AmazonSimpleSystemsManagementConfig { ServiceURL = url, AuthenticationRegion = region }),
            new AmazonCodeBuildClient(credentials, new AmazonCodeBuildConfig { ServiceURL = url, AuthenticationRegion = region }),
            new AmazonSecurityTokenServiceClient(credentials, new AmazonSecurityTokenServiceConfig { ServiceURL = url, AuthenticationRegion = region }),
            new AmazonCloudWatchLogsClient(credentials, new AmazonCloudWatchLogsConfig { ServiceURL = url, AuthenticationRegion = region }),
            new AmazonKeyManagementServiceClient(credentials, new AmazonKeyManagementServiceConfig { ServiceURL = url, AuthenticationRegion = region }),
            new AmazonEC2InstanceConnectClient(credentials, new AmazonEC2InstanceConnectConfig { ServiceURL = url, AuthenticationRegion = region }),
            new Loopback())
        {
            Credentials = credentials,
        };
    }

    private sealed class Loopback : IOwnAddress
    {
        public Task<IPAddress> FindAsync(SshAddress toward, CancellationToken cancellationToken) => Task.FromResult(IPAddress.Loopback);
    }
}
