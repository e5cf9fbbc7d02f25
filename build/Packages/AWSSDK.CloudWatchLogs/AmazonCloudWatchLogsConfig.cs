using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;

namespace Amazon.CloudWatchLogs;

/// <summary>How to reach Amazon CloudWatch Logs: region, endpoint, retries, timeouts.</summary>
public class AmazonCloudWatchLogsConfig : ClientConfig
{
    /// <summary>The SDK's own defaults; region and endpoint from the environment and the profile.</summary>
    public AmazonCloudWatchLogsConfig() : base(new DefaultConfigurationProvider(AwsJson.Defaults.All))
    {
        ServiceId = "CloudWatch Logs";
        AuthenticationServiceName = "logs";
        EndpointProvider = new AwsJson.RegionalEndpoints("logs");
    }

    /// <inheritdoc/>
    public override string RegionEndpointServiceName => "logs";

    /// <inheritdoc/>
    public override string ServiceVersion => "2014-03-28";

    /// <inheritdoc/>
    public override string UserAgent => InternalSDKUtils.BuildUserAgentString("CloudWatch Logs", "4.0.0");

    /// <inheritdoc/>
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(AwsJson.EndpointResolver.ParametersOf(this, parameters.AlternateEndpoint));
}
