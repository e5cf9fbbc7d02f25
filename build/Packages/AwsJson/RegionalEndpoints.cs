using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;

namespace Amazon.JsonProtocol;

/// <summary>Finds a regional service's endpoint: the configured one, else <c>https://service.region.suffix</c> of the region's partition.</summary>
internal sealed class RegionalEndpoints(string service) : BaseEndpointResolver
{
    public static void Replace(RuntimePipeline pipeline, string service)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new RegionalEndpoints(service));
        pipeline.AddHandlerAfter<Marshaller>(new SigV4Resolver());
    }

    public static Endpoint Of(IClientConfig config, string service)
    {
        if (config.ServiceURL is { Length: > 0 } url)
        {
            return new Endpoint(url);
        }

        var region = config.RegionEndpoint ?? throw new AmazonClientException("No RegionEndpoint or ServiceURL configured");
        var name = config.UseFIPSEndpoint ? $"{service}-fips" : service;
        var suffix = config.UseDualstackEndpoint ? DualStackSuffix(region) : region.PartitionDnsSuffix;
        return new Endpoint($"https://{name}.{region.SystemName}.{suffix}");
    }

    protected override void ServiceSpecificHandler(IExecutionContext executionContext, EndpointParameters parameters)
    {
    }

    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) => new Parameters();

    public override void InvokeSync(IExecutionContext executionContext)
    {
        Resolve(executionContext);
        InnerHandler.InvokeSync(executionContext);
    }

    public override Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        Resolve(executionContext);
        return InnerHandler.InvokeAsync<T>(executionContext);
    }

    private void Resolve(IExecutionContext executionContext)
    {
        var context = executionContext.RequestContext;
        context.Request.Endpoint = new Uri(Of(context.ClientConfig, service).URL);
        context.Request.AuthenticationRegion = context.ClientConfig.AuthenticationRegion ?? context.ClientConfig.RegionEndpoint?.SystemName;
    }

    private static string DualStackSuffix(RegionEndpoint region) =>
        region.PartitionName == "aws-cn" ? "api.amazonwebservices.com.cn" : "api.aws";

    private sealed class Parameters : EndpointParameters;

    private sealed class SigV4Resolver : BaseAuthResolverHandler
    {
        protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) => AuthSchemeOption.DEFAULT_SIGV4;
    }
}
