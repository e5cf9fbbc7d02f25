using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace AwsJson;

/// <summary>The endpoint that was set, else the region's own one.</summary>
internal sealed class RegionalEndpoints(string prefix) : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        if (parameters["Endpoint"] is string { Length: > 0 } url) return new(url);
        if (parameters["Region"] is not string { Length: > 0 } region)
            throw new AmazonClientException($"No region for {prefix}: set AWS_REGION, a region in the profile, or RegionEndpoint.");

        var fips = parameters["UseFIPS"] is true ? "-fips" : "";
        return new($"https://{prefix}{fips}.{region}.{RegionEndpoint.GetBySystemName(region).PartitionDnsSuffix}");
    }
}
