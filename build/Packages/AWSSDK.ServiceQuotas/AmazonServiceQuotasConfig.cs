using Amazon.JsonProtocol;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Util.Internal;

namespace Amazon.ServiceQuotas;

/// <summary>How a Service Quotas client reaches its service.</summary>
public class AmazonServiceQuotasConfig : ClientConfig
{
    /// <summary>The AWS SDK's defaults.</summary>
    public AmazonServiceQuotasConfig()
        : base(Defaults.Provider())
    {
        AuthenticationServiceName = "servicequotas";
        ServiceId = "Service Quotas";
    }

    /// <inheritdoc/>
    public override string RegionEndpointServiceName => "servicequotas";

    /// <inheritdoc/>
    public override string ServiceVersion => "2019-06-24";

    /// <inheritdoc/>
    public override string UserAgent { get; } = InternalSDKUtils.BuildUserAgentString("Service Quotas", "4.0.0");

    /// <inheritdoc/>
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) => RegionalEndpoints.Of(this, "servicequotas", isFipsInGovCloud: true);
}
