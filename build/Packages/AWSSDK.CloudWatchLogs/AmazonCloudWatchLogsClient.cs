using System.Net;
using Amazon.CloudWatchLogs.Model;
using Amazon.JsonProtocol;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.CloudWatchLogs;

/// <summary>A client of CloudWatchLogs on AWSSDK.Core's own pipeline: credentials, signing, retries and time-outs are Core's.</summary>
public class AmazonCloudWatchLogsClient : AmazonServiceClient, IAmazonCloudWatchLogs
{
    private static readonly JsonProtocol.JsonProtocol Protocol = new("AmazonCloudWatchLogs", "Logs_20140328", ExceptionOf);

    /// <summary>Creates a client with credentials found by the SDK.</summary>
    public AmazonCloudWatchLogsClient()
        : this(new AmazonCloudWatchLogsConfig())
    {
    }

    /// <summary>Creates a client with credentials found by the SDK.</summary>
    public AmazonCloudWatchLogsClient(RegionEndpoint region)
        : this(new AmazonCloudWatchLogsConfig { RegionEndpoint = region })
    {
    }

    /// <summary>Creates a client with credentials found by the SDK.</summary>
    public AmazonCloudWatchLogsClient(AmazonCloudWatchLogsConfig config)
        : base(config)
    {
    }

    /// <summary>Creates a client with given credentials.</summary>
    public AmazonCloudWatchLogsClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonCloudWatchLogsConfig { RegionEndpoint = region })
    {
    }

    /// <summary>Creates a client with given credentials.</summary>
    public AmazonCloudWatchLogsClient(AWSCredentials credentials, AmazonCloudWatchLogsConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    /// <inheritdoc/>
    public virtual Task<GetLogEventsResponse> GetLogEventsAsync(GetLogEventsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetLogEventsResponse>(request, Protocol.For<GetLogEventsRequest, GetLogEventsResponse>("GetLogEvents"), cancellationToken);

    /// <summary>The default configuration, for the SDK's dependency injection.</summary>
    public static ClientConfig CreateDefaultClientConfig() => new AmazonCloudWatchLogsConfig();

    /// <summary>A client of a configuration, for the SDK's dependency injection.</summary>
    public static IAmazonService CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonCloudWatchLogsClient(awsCredentials, (AmazonCloudWatchLogsConfig)clientConfig);

    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        RegionalEndpoints.Replace(pipeline, "logs", isFipsInGovCloud: true);
    }

    private static AmazonCloudWatchLogsException ExceptionOf(ErrorResponse error, Exception? inner, HttpStatusCode status) => error.Code switch
    {
        "InvalidParameterException" => new InvalidParameterException(error.Message, inner, error.Type, error.Code, error.RequestId, status),
        "ResourceNotFoundException" => new ResourceNotFoundException(error.Message, inner, error.Type, error.Code, error.RequestId, status),
        "ServiceUnavailableException" => new ServiceUnavailableException(error.Message, inner, error.Type, error.Code, error.RequestId, status),
        _ => new AmazonCloudWatchLogsException(error.Message, inner, error.Type, error.Code, error.RequestId, status),
    };
}
