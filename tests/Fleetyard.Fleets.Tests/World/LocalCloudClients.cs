using Amazon.CloudWatchLogs;
using Amazon.CodeBuild;
using Amazon.EC2;
using Amazon.EC2InstanceConnect;
using Amazon.KeyManagementService;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SimpleSystemsManagement;
using Fleetyard.LocalCloud;

namespace Fleetyard.Fleets.Tests.World;

/// <summary>The SDK's clients, as the program speaks to a LocalCloud with them.</summary>
internal static class LocalCloudClients
{
    /// <summary>Those of a region, each configured further where a test wants it.</summary>
    public static CloudClients Of(LocalCloudServer server, string region, Action<ClientConfig>? configure = null)
    {
        var credentials = new BasicAWSCredentials(server.AccessKeyId, server.SecretAccessKey);
        return new(
            new AmazonEC2Client(credentials, On(new AmazonEC2Config())),
            new AmazonSimpleSystemsManagementClient(credentials, On(new AmazonSimpleSystemsManagementConfig())),
            new AmazonCodeBuildClient(credentials, On(new AmazonCodeBuildConfig())),
            new AmazonSecurityTokenServiceClient(credentials, On(new AmazonSecurityTokenServiceConfig())),
            new AmazonCloudWatchLogsClient(credentials, On(new AmazonCloudWatchLogsConfig())),
            new AmazonKeyManagementServiceClient(credentials, On(new AmazonKeyManagementServiceConfig())),
            new AmazonEC2InstanceConnectClient(credentials, On(new AmazonEC2InstanceConnectConfig())),
            new OwnAddress())
        {
            Credentials = credentials,
        };

        TConfig On<TConfig>(TConfig config)
            where TConfig : ClientConfig
        {
            config.ServiceURL = server.Endpoint.ToString();
            config.AuthenticationRegion = region;
            configure?.Invoke(config);
            return config;
        }
    }
}
