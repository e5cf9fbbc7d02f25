using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.CodeBuild.Model;

namespace Amazon.CodeBuild;

/// <summary>Calls AWS CodeBuild over AWS JSON 1.1, signed, retried and traced by the SDK's own pipeline.</summary>
public partial class AmazonCodeBuildClient : AmazonServiceClient, IAmazonCodeBuild
{
    private static readonly AwsJson.Api Api = new("CodeBuild_20161006", "AmazonCodeBuild", "2016-10-06", ErrorOf);

    /// <summary>A client with the environment's credentials and region.</summary>
    public AmazonCodeBuildClient() : this(new AmazonCodeBuildConfig()) { }

    /// <summary>A client with the environment's credentials.</summary>
    /// <param name="region">The region to call.</param>
    public AmazonCodeBuildClient(RegionEndpoint region) : this(new AmazonCodeBuildConfig { RegionEndpoint = region }) { }

    /// <summary>A client with the environment's credentials.</summary>
    /// <param name="config">How to reach the service.</param>
    public AmazonCodeBuildClient(AmazonCodeBuildConfig config) : base(config) { }

    /// <summary>A client with those credentials and the environment's region.</summary>
    /// <param name="credentials">What to sign with.</param>
    public AmazonCodeBuildClient(AWSCredentials credentials) : this(credentials, new AmazonCodeBuildConfig()) { }

    /// <summary>A client with those credentials and that region.</summary>
    /// <param name="credentials">What to sign with.</param>
    /// <param name="region">The region to call.</param>
    public AmazonCodeBuildClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonCodeBuildConfig { RegionEndpoint = region }) { }

    /// <summary>A client with those credentials.</summary>
    /// <param name="credentials">What to sign with.</param>
    /// <param name="clientConfig">How to reach the service.</param>
    public AmazonCodeBuildClient(AWSCredentials credentials, AmazonCodeBuildConfig clientConfig) : base(credentials, clientConfig) { }

    /// <inheritdoc/>
    protected override IServiceMetadata ServiceMetadata { get; } = new AwsJson.Metadata("CodeBuild");

    /// <inheritdoc/>
    public Task<BatchGetBuildsResponse> BatchGetBuildsAsync(BatchGetBuildsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<BatchGetBuildsResponse>(request, AwsJson.Wire<BatchGetBuildsResponse>.For(Api), cancellationToken);

    /// <inheritdoc/>
    public Task<BatchGetFleetsResponse> BatchGetFleetsAsync(BatchGetFleetsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<BatchGetFleetsResponse>(request, AwsJson.Wire<BatchGetFleetsResponse>.For(Api), cancellationToken);

    /// <inheritdoc/>
    public Task<BatchGetProjectsResponse> BatchGetProjectsAsync(BatchGetProjectsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<BatchGetProjectsResponse>(request, AwsJson.Wire<BatchGetProjectsResponse>.For(Api), cancellationToken);

    /// <inheritdoc/>
    public Task<CreateFleetResponse> CreateFleetAsync(CreateFleetRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<CreateFleetResponse>(request, AwsJson.Wire<CreateFleetResponse>.For(Api), cancellationToken);

    /// <inheritdoc/>
    public Task<CreateProjectResponse> CreateProjectAsync(CreateProjectRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<CreateProjectResponse>(request, AwsJson.Wire<CreateProjectResponse>.For(Api), cancellationToken);

    /// <inheritdoc/>
    public Task<DeleteFleetResponse> DeleteFleetAsync(DeleteFleetRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DeleteFleetResponse>(request, AwsJson.Wire<DeleteFleetResponse>.For(Api), cancellationToken);

    /// <inheritdoc/>
    public Task<DeleteProjectResponse> DeleteProjectAsync(DeleteProjectRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DeleteProjectResponse>(request, AwsJson.Wire<DeleteProjectResponse>.For(Api), cancellationToken);

    /// <inheritdoc/>
    public Task<ListBuildsForProjectResponse> ListBuildsForProjectAsync(ListBuildsForProjectRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListBuildsForProjectResponse>(request, AwsJson.Wire<ListBuildsForProjectResponse>.For(Api), cancellationToken);

    /// <inheritdoc/>
    public Task<ListFleetsResponse> ListFleetsAsync(ListFleetsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListFleetsResponse>(request, AwsJson.Wire<ListFleetsResponse>.For(Api), cancellationToken);

    /// <inheritdoc/>
    public Task<ListProjectsResponse> ListProjectsAsync(ListProjectsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListProjectsResponse>(request, AwsJson.Wire<ListProjectsResponse>.For(Api), cancellationToken);

    /// <inheritdoc/>
    public Task<StartBuildResponse> StartBuildAsync(StartBuildRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<StartBuildResponse>(request, AwsJson.Wire<StartBuildResponse>.For(Api), cancellationToken);

    /// <inheritdoc/>
    public Task<StopBuildResponse> StopBuildAsync(StopBuildRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<StopBuildResponse>(request, AwsJson.Wire<StopBuildResponse>.For(Api), cancellationToken);

    /// <inheritdoc/>
    public Task<UpdateFleetResponse> UpdateFleetAsync(UpdateFleetRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<UpdateFleetResponse>(request, AwsJson.Wire<UpdateFleetResponse>.For(Api), cancellationToken);

    /// <inheritdoc/>
    public Task<UpdateProjectResponse> UpdateProjectAsync(UpdateProjectRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<UpdateProjectResponse>(request, AwsJson.Wire<UpdateProjectResponse>.For(Api), cancellationToken);

    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new AwsJson.EndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new AwsJson.SignatureResolver());
    }

    // The SDK asks for both by way of the interface.
#pragma warning disable CA1033
    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonCodeBuildConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonCodeBuildClient(awsCredentials, (AmazonCodeBuildConfig)clientConfig);
#pragma warning restore CA1033

    private static AmazonCodeBuildException ErrorOf(AwsJson.ServiceError e) => e.Code switch
    {
        "AccountLimitExceededException" => new AccountLimitExceededException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status),
        "InvalidInputException" => new InvalidInputException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status),
        "ResourceAlreadyExistsException" => new ResourceAlreadyExistsException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status),
        "ResourceNotFoundException" => new ResourceNotFoundException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status),
        _ => new AmazonCodeBuildException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status),
    };
}
