using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;

namespace Amazon.CodeBuild;

/// <summary>How to reach AWS CodeBuild: region, endpoint, retries, timeouts.</summary>
public class AmazonCodeBuildConfig : ClientConfig
{
    /// <summary>The SDK's own defaults; region and endpoint from the environment and the profile.</summary>
    public AmazonCodeBuildConfig() : base(new DefaultConfigurationProvider(AwsJson.Defaults.All))
    {
        ServiceId = "CodeBuild";
        AuthenticationServiceName = "codebuild";
        EndpointProvider = new AwsJson.RegionalEndpoints("codebuild");
    }

    /// <inheritdoc/>
    public override string RegionEndpointServiceName => "codebuild";

    /// <inheritdoc/>
    public override string ServiceVersion => "2016-10-06";

    /// <inheritdoc/>
    public override string UserAgent => InternalSDKUtils.BuildUserAgentString("CodeBuild", "4.0.0");

    /// <inheritdoc/>
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(AwsJson.EndpointResolver.ParametersOf(this, parameters.AlternateEndpoint));
}
