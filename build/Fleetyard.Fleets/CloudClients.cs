using Amazon.CloudWatchLogs;
using Amazon.CodeBuild;
using Amazon.EC2;
using Amazon.EC2InstanceConnect;
using Amazon.KeyManagementService;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SimpleSystemsManagement;

namespace Fleetyard.Fleets;

/// <summary>The clients of one region, and how its instances see this machine.</summary>
public sealed record CloudClients(
    IAmazonEC2 Ec2,
    IAmazonSimpleSystemsManagement Ssm,
    IAmazonCodeBuild CodeBuild,
    IAmazonSecurityTokenService Sts,
    IAmazonCloudWatchLogs Logs,
    IAmazonKeyManagementService Kms,
    IAmazonEC2InstanceConnect InstanceConnect,
    IOwnAddress OwnAddress)
{
    /// <summary>The clients' credentials, for what they do not sign themselves; null for those of the SDK's own chain.</summary>
    public AWSCredentials? Credentials { get; init; }
}
