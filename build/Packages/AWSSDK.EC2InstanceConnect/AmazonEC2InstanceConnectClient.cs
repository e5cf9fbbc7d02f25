using System.Net;
using Amazon.EC2InstanceConnect.Model;
using Amazon.JsonProtocol;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.EC2InstanceConnect;

/// <summary>A client of EC2 Instance Connect on AWSSDK.Core's own pipeline: credentials, signing, retries and time-outs are Core's.</summary>
public class AmazonEC2InstanceConnectClient : AmazonServiceClient, IAmazonEC2InstanceConnect
{
    private static readonly JsonProtocol.JsonProtocol Protocol = new("AmazonEC2InstanceConnect", "AWSEC2InstanceConnectService", ExceptionOf);

    /// <summary>Creates a client with credentials found by the SDK.</summary>
    public AmazonEC2InstanceConnectClient()
        : this(new AmazonEC2InstanceConnectConfig())
    {
    }

    /// <summary>Creates a client with credentials found by the SDK.</summary>
    public AmazonEC2InstanceConnectClient(RegionEndpoint region)
        : this(new AmazonEC2InstanceConnectConfig { RegionEndpoint = region })
    {
    }

    /// <summary>Creates a client with credentials found by the SDK.</summary>
    public AmazonEC2InstanceConnectClient(AmazonEC2InstanceConnectConfig config)
        : base(config)
    {
    }

    /// <summary>Creates a client with given credentials.</summary>
    public AmazonEC2InstanceConnectClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonEC2InstanceConnectConfig { RegionEndpoint = region })
    {
    }

    /// <summary>Creates a client with given credentials.</summary>
    public AmazonEC2InstanceConnectClient(AWSCredentials credentials, AmazonEC2InstanceConnectConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    /// <inheritdoc/>
    public virtual Task<SendSSHPublicKeyResponse> SendSSHPublicKeyAsync(SendSSHPublicKeyRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<SendSSHPublicKeyResponse>(request, Protocol.For<SendSSHPublicKeyRequest, SendSSHPublicKeyResponse>("SendSSHPublicKey"), cancellationToken);

    /// <summary>The default configuration, for the SDK's dependency injection.</summary>
    public static ClientConfig CreateDefaultClientConfig() => new AmazonEC2InstanceConnectConfig();

    /// <summary>A client of a configuration, for the SDK's dependency injection.</summary>
    public static IAmazonService CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonEC2InstanceConnectClient(awsCredentials, (AmazonEC2InstanceConnectConfig)clientConfig);

    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        RegionalEndpoints.Replace(pipeline, "ec2-instance-connect");
    }

    private static AmazonEC2InstanceConnectException ExceptionOf(ErrorResponse error, Exception? inner, HttpStatusCode status) => error.Code switch
    {
        "AuthException" => new AuthException(error.Message, inner, error.Type, error.Code, error.RequestId, status),
        "EC2InstanceNotFoundException" => new EC2InstanceNotFoundException(error.Message, inner, error.Type, error.Code, error.RequestId, status),
        "EC2InstanceStateInvalidException" => new EC2InstanceStateInvalidException(error.Message, inner, error.Type, error.Code, error.RequestId, status),
        "EC2InstanceTypeInvalidException" => new EC2InstanceTypeInvalidException(error.Message, inner, error.Type, error.Code, error.RequestId, status),
        "EC2InstanceUnavailableException" => new EC2InstanceUnavailableException(error.Message, inner, error.Type, error.Code, error.RequestId, status),
        "InvalidArgsException" => new InvalidArgsException(error.Message, inner, error.Type, error.Code, error.RequestId, status),
        "ServiceException" => new ServiceException(error.Message, inner, error.Type, error.Code, error.RequestId, status),
        "ThrottlingException" => new ThrottlingException(error.Message, inner, error.Type, error.Code, error.RequestId, status),
        _ => new AmazonEC2InstanceConnectException(error.Message, inner, error.Type, error.Code, error.RequestId, status),
    };
}
