using Amazon.JsonProtocol;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Util.Internal;

namespace Amazon.CloudWatchLogs;

/// <summary>How a CloudWatch Logs client reaches its service.</summary>
public class AmazonCloudWatchLogsConfig : ClientConfig
{
    /// <summary>The AWS SDK's defaults.</summary>
    public AmazonCloudWatchLogsConfig()
        : base(Defaults.Provider())
    {
        AuthenticationServiceName = "logs";
        ServiceId = "CloudWatch Logs";
    }

    /// <inheritdoc/>
    public override string RegionEndpointServiceName => "logs";

    /// <inheritdoc/>
    public override string ServiceVersion => "2014-03-28";

    /// <inheritdoc/>
    public override string UserAgent { get; } = InternalSDKUtils.BuildUserAgentString("CloudWatch Logs", "4.0.0");

    /// <inheritdoc/>
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) => RegionalEndpoints.Of(this, "logs", isFipsInGovCloud: true);
}
