using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace AwsJson;

/// <summary>Asks the client's endpoint provider with what its configuration says.</summary>
internal sealed class EndpointResolver : BaseEndpointResolver
{
    public static EndpointParameters ParametersOf(IClientConfig config, RegionEndpoint alternate) => new Known
    {
        ["Endpoint"] = config.ServiceURL,
        ["Region"] = (alternate ?? config.RegionEndpoint)?.SystemName,
        ["UseFIPS"] = config.UseFIPSEndpoint,
    };

    protected override void ServiceSpecificHandler(IExecutionContext executionContext, EndpointParameters parameters) =>
        InjectHostPrefix(executionContext.RequestContext);

    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) =>
        ParametersOf(requestContext.ClientConfig, requestContext.Request.AlternateEndpoint);

    private sealed class Known : EndpointParameters;
}
