using System.Net;
using Amazon.JsonProtocol;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.ServiceQuotas.Model;

namespace Amazon.ServiceQuotas;

/// <summary>A client of ServiceQuotas on AWSSDK.Core's own pipeline: credentials, signing, retries and time-outs are Core's.</summary>
public class AmazonServiceQuotasClient : AmazonServiceClient, IAmazonServiceQuotas
{
    private static readonly JsonProtocol.JsonProtocol Protocol = new("AmazonServiceQuotas", "ServiceQuotasV20190624", ExceptionOf) { Names = null };

    /// <summary>Creates a client with credentials found by the SDK.</summary>
    public AmazonServiceQuotasClient()
        : this(new AmazonServiceQuotasConfig())
    {
    }

    /// <summary>Creates a client with credentials found by the SDK.</summary>
    public AmazonServiceQuotasClient(RegionEndpoint region)
        : this(new AmazonServiceQuotasConfig { RegionEndpoint = region })
    {
    }

    /// <summary>Creates a client with credentials found by the SDK.</summary>
    public AmazonServiceQuotasClient(AmazonServiceQuotasConfig config)
        : base(config)
    {
    }

    /// <summary>Creates a client with given credentials.</summary>
    public AmazonServiceQuotasClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonServiceQuotasConfig { RegionEndpoint = region })
    {
    }

    /// <summary>Creates a client with given credentials.</summary>
    public AmazonServiceQuotasClient(AWSCredentials credentials, AmazonServiceQuotasConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    /// <inheritdoc/>
    public virtual Task<GetServiceQuotaResponse> GetServiceQuotaAsync(GetServiceQuotaRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetServiceQuotaResponse>(request, Protocol.For<GetServiceQuotaRequest, GetServiceQuotaResponse>("GetServiceQuota"), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<ListServiceQuotasResponse> ListServiceQuotasAsync(ListServiceQuotasRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListServiceQuotasResponse>(request, Protocol.For<ListServiceQuotasRequest, ListServiceQuotasResponse>("ListServiceQuotas"), cancellationToken);

    /// <summary>The default configuration, for the SDK's dependency injection.</summary>
    public static ClientConfig CreateDefaultClientConfig() => new AmazonServiceQuotasConfig();

    /// <summary>A client of a configuration, for the SDK's dependency injection.</summary>
    public static IAmazonService CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonServiceQuotasClient(awsCredentials, (AmazonServiceQuotasConfig)clientConfig);

    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        RegionalEndpoints.Replace(pipeline, "servicequotas", isFipsInGovCloud: true);
    }

    private static AmazonServiceQuotasException ExceptionOf(ErrorResponse error, Exception? inner, HttpStatusCode status) => error.Code switch
    {
        "AccessDeniedException" => new AccessDeniedException(error.Message, inner, error.Type, error.Code, error.RequestId, status),
        "IllegalArgumentException" => new IllegalArgumentException(error.Message, inner, error.Type, error.Code, error.RequestId, status),
        "InvalidPaginationTokenException" => new InvalidPaginationTokenException(error.Message, inner, error.Type, error.Code, error.RequestId, status),
        "NoSuchResourceException" => new NoSuchResourceException(error.Message, inner, error.Type, error.Code, error.RequestId, status),
        "ServiceException" => new ServiceException(error.Message, inner, error.Type, error.Code, error.RequestId, status),
        "TooManyRequestsException" => new TooManyRequestsException(error.Message, inner, error.Type, error.Code, error.RequestId, status),
        _ => new AmazonServiceQuotasException(error.Message, inner, error.Type, error.Code, error.RequestId, status),
    };
}
