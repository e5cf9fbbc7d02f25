using Amazon.CloudWatchLogs;
using Amazon.CodeBuild;
using Amazon.EC2;
using Amazon.EC2InstanceConnect;
using Amazon.KeyManagementService;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SimpleSystemsManagement;
using Fleetyard.Fleets;

namespace Fleetyard.Build.Clouds;

/// <summary>Makes the clients of a region alike.</summary>
internal static class ClientSet
{
    /// <summary>Clients with given credentials, or with those that the SDK's own chain finds.</summary>
    public static CloudClients Of(AWSCredentials? credentials, IOwnAddress ownAddress, Action<ClientConfig> configure)
    {
        return new(
            Made(new AmazonEC2Config(), config => new AmazonEC2Client(config), (given, config) => new AmazonEC2Client(given, config)),
            Made(new AmazonSimpleSystemsManagementConfig(), config => new AmazonSimpleSystemsManagementClient(config), (given, config) => new AmazonSimpleSystemsManagementClient(given, config)),
            Made(new AmazonCodeBuildConfig(), config => new AmazonCodeBuildClient(config), (given, config) => new AmazonCodeBuildClient(given, config)),
            Made(new AmazonSecurityTokenServiceConfig(), config => new AmazonSecurityTokenServiceClient(config), (given, config) => new AmazonSecurityTokenServiceClient(given, config)),
            Made(new AmazonCloudWatchLogsConfig(), config => new AmazonCloudWatchLogsClient(config), (given, config) => new AmazonCloudWatchLogsClient(given, config)),
            Made(new AmazonKeyManagementServiceConfig(), config => new AmazonKeyManagementServiceClient(config), (given, config) => new AmazonKeyManagementServiceClient(given, config)),
            Made(new AmazonEC2InstanceConnectConfig(), config => new AmazonEC2InstanceConnectClient(config), (given, config) => new AmazonEC2InstanceConnectClient(given, config)),
            ownAddress)
        {
            Credentials = credentials,
        };

        TClient Made<TConfig, TClient>(TConfig config, Func<TConfig, TClient> byChain, Func<AWSCredentials, TConfig, TClient> byCredentials)
            where TConfig : ClientConfig
        {
            configure(config);
            return credentials is null ? byChain(config) : byCredentials(credentials, config);
        }
    }
}
