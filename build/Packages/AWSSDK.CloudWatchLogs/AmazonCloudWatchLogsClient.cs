using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.CloudWatchLogs.Model;

namespace Amazon.CloudWatchLogs;

/// <summary>Calls Amazon CloudWatch Logs over AWS JSON 1.1, signed, retried and traced by the SDK's own pipeline.</summary>
public partial class AmazonCloudWatchLogsClient : AmazonServiceClient, IAmazonCloudWatchLogs
{
    private static readonly AwsJson.Api Api = new("Logs_20140328", "AmazonCloudWatchLogs", "2014-03-28", ErrorOf);

    /// <summary>A client with the environment's credentials and region.</summary>
    public AmazonCloudWatchLogsClient() : this(new AmazonCloudWatchLogsConfig()) { }

    /// <summary>A client with the environment's credentials.</summary>
    /// <param name="region">The region to call.</param>
    public AmazonCloudWatchLogsClient(RegionEndpoint region) : this(new AmazonCloudWatchLogsConfig { RegionEndpoint = region }) { }

    /// <summary>A client with the environment's credentials.</summary>
    /// <param name="config">How to reach the service.</param>
    public AmazonCloudWatchLogsClient(AmazonCloudWatchLogsConfig config) : base(config) { }

    /// <summary>A client with those credentials and the environment's region.</summary>
    /// <param name="credentials">What to sign with.</param>
    public AmazonCloudWatchLogsClient(AWSCredentials credentials) : this(credentials, new AmazonCloudWatchLogsConfig()) { }

    /// <summary>A client with those credentials and that region.</summary>
    /// <param name="credentials">What to sign with.</param>
    /// <param name="region">The region to call.</param>
    public AmazonCloudWatchLogsClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonCloudWatchLogsConfig { RegionEndpoint = region }) { }

    /// <summary>A client with those credentials.</summary>
    /// <param name="credentials">What to sign with.</param>
    /// <param name="clientConfig">How to reach the service.</param>
    public AmazonCloudWatchLogsClient(AWSCredentials credentials, AmazonCloudWatchLogsConfig clientConfig) : base(credentials, clientConfig) { }

    /// <inheritdoc/>
    protected override IServiceMetadata ServiceMetadata { get; } = new AwsJson.Metadata("CloudWatch Logs");

    /// <inheritdoc/>
    public Task<DescribeLogStreamsResponse> DescribeLogStreamsAsync(DescribeLogStreamsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeLogStreamsResponse>(request, AwsJson.Wire<DescribeLogStreamsResponse>.For(Api), cancellationToken);

    /// <inheritdoc/>
    public Task<FilterLogEventsResponse> FilterLogEventsAsync(FilterLogEventsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<FilterLogEventsResponse>(request, AwsJson.Wire<FilterLogEventsResponse>.For(Api), cancellationToken);

    /// <inheritdoc/>
    public Task<GetLogEventsResponse> GetLogEventsAsync(GetLogEventsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetLogEventsResponse>(request, AwsJson.Wire<GetLogEventsResponse>.For(Api), cancellationToken);

    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new AwsJson.EndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new AwsJson.SignatureResolver());
    }

    // The SDK asks for both by way of the interface.
#pragma warning disable CA1033
    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonCloudWatchLogsConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonCloudWatchLogsClient(awsCredentials, (AmazonCloudWatchLogsConfig)clientConfig);
#pragma warning restore CA1033

    private static AmazonCloudWatchLogsException ErrorOf(AwsJson.ServiceError e) => e.Code switch
    {
        "InvalidParameterException" => new InvalidParameterException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status),
        "ResourceNotFoundException" => new ResourceNotFoundException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status),
        "ServiceUnavailableException" => new ServiceUnavailableException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status),
        _ => new AmazonCloudWatchLogsException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status),
    };
}
