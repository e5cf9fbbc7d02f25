using Amazon.JsonProtocol;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Util.Internal;

namespace Amazon.CodeBuild;

/// <summary>How a CodeBuild client reaches its service.</summary>
public class AmazonCodeBuildConfig : ClientConfig
{
    /// <summary>The AWS SDK's defaults.</summary>
    public AmazonCodeBuildConfig()
        : base(Defaults.Provider())
    {
        AuthenticationServiceName = "codebuild";
        ServiceId = "CodeBuild";
    }

    /// <inheritdoc/>
    public override string RegionEndpointServiceName => "codebuild";

    /// <inheritdoc/>
    public override string ServiceVersion => "2016-10-06";

    /// <inheritdoc/>
    public override string UserAgent { get; } = InternalSDKUtils.BuildUserAgentString("CodeBuild", "4.0.0");

    /// <inheritdoc/>
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) => RegionalEndpoints.Of(this, "codebuild");
}
