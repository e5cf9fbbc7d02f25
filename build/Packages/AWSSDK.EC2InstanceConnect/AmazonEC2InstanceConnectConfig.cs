using Amazon.JsonProtocol;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Util.Internal;

namespace Amazon.EC2InstanceConnect;

/// <summary>How an EC2 Instance Connect client reaches its service.</summary>
public class AmazonEC2InstanceConnectConfig : ClientConfig
{
    /// <summary>The AWS SDK's defaults.</summary>
    public AmazonEC2InstanceConnectConfig()
        : base(Defaults.Provider())
    {
        AuthenticationServiceName = "ec2-instance-connect";
        ServiceId = "EC2 Instance Connect";
    }

    /// <inheritdoc/>
    public override string RegionEndpointServiceName => "ec2-instance-connect";

    /// <inheritdoc/>
    public override string ServiceVersion => "2018-04-02";

    /// <inheritdoc/>
    public override string UserAgent { get; } = InternalSDKUtils.BuildUserAgentString("EC2 Instance Connect", "4.0.0");

    /// <inheritdoc/>
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) => RegionalEndpoints.Of(this, "ec2-instance-connect");
}
