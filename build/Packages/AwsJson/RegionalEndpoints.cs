using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace Amazon.JsonProtocol;

/// <summary>Finds a regional service's endpoint: the configured one, else <c>https://service.region.suffix</c> of the region's partition.</summary>
/// <param name="service">The endpoints' prefix, such as <c>logs</c>.</param>
/// <param name="isFipsInGovCloud">Whether the plain endpoints of aws-us-gov are its FIPS endpoints, so that none has a name of its own
/// ("Federal Information Processing Standard (FIPS) 140", endpoints by service).</param>
internal sealed class RegionalEndpoints(string service, bool isFipsInGovCloud) : BaseEndpointResolver
{
    public static void Replace(RuntimePipeline pipeline, string service, bool isFipsInGovCloud = false)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new RegionalEndpoints(service, isFipsInGovCloud));
        pipeline.AddHandlerAfter<Marshaller>(new SigV4Resolver());
    }

    /// <summary>The endpoint of a configuration.</summary>
    /// <exception cref="AmazonClientException">There is none; in the words of the SDK's own rules.</exception>
    public static Endpoint Of(IClientConfig config, string service, bool isFipsInGovCloud = false) =>
        config.ServiceURL is { Length: > 0 } url ? Configured(config, url) : Regional(config, service, isFipsInGovCloud);

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
        context.Request.Endpoint = new Uri(Of(context.ClientConfig, service, isFipsInGovCloud).URL);
        context.Request.AuthenticationRegion = context.ClientConfig.AuthenticationRegion ?? context.ClientConfig.RegionEndpoint?.SystemName;
    }

    private static Endpoint Configured(IClientConfig config, string url) =>
        config.UseFIPSEndpoint ? throw new AmazonClientException("Invalid Configuration: FIPS and custom endpoint are not supported")
        : config.UseDualstackEndpoint ? throw new AmazonClientException("Invalid Configuration: Dualstack and custom endpoint are not supported")
        : new Endpoint(url);

    private static Endpoint Regional(IClientConfig config, string service, bool isFipsInGovCloud)
    {
        var region = config.RegionEndpoint?.SystemName ?? throw new AmazonClientException("Invalid Configuration: Missing Region");
        var partition = Fn.Partition(region);
        var (fips, dualStack) = (config.UseFIPSEndpoint, config.UseDualstackEndpoint);
        if ((fips && !partition.supportsFIPS) || (dualStack && !partition.supportsDualStack))
        {
            throw new AmazonClientException(
                fips && dualStack ? "FIPS and DualStack are enabled, but this partition does not support one or both"
                : fips ? "FIPS is enabled but this partition does not support FIPS"
                : "DualStack is enabled but this partition does not support DualStack");
        }

        var hasName = fips && (dualStack || !isFipsInGovCloud || partition.name != "aws-us-gov");
        var scheme = config.UseHttp ? "http" : "https";
        return new Endpoint($"{scheme}://{service}{(hasName ? "-fips" : "")}.{region}.{(dualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix)}");
    }

    private sealed class Parameters : EndpointParameters;

    private sealed class SigV4Resolver : BaseAuthResolverHandler
    {
        protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) => AuthSchemeOption.DEFAULT_SIGV4;
    }
}
