using System.Net;
using Amazon.CodeBuild.Model;
using Amazon.JsonProtocol;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.CodeBuild;

/// <summary>A client of CodeBuild on AWSSDK.Core's own pipeline: credentials, signing, retries and time-outs are Core's.</summary>
public class AmazonCodeBuildClient : AmazonServiceClient, IAmazonCodeBuild
{
    private static readonly JsonProtocol.JsonProtocol Protocol = new("AmazonCodeBuild", "CodeBuild_20161006", ExceptionOf);

    /// <summary>Creates a client with credentials found by the SDK.</summary>
    public AmazonCodeBuildClient()
        : this(new AmazonCodeBuildConfig())
    {
    }

    /// <summary>Creates a client with credentials found by the SDK.</summary>
    public AmazonCodeBuildClient(RegionEndpoint region)
        : this(new AmazonCodeBuildConfig { RegionEndpoint = region })
    {
    }

    /// <summary>Creates a client with credentials found by the SDK.</summary>
    public AmazonCodeBuildClient(AmazonCodeBuildConfig config)
        : base(config)
    {
    }

    /// <summary>Creates a client with given credentials.</summary>
    public AmazonCodeBuildClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonCodeBuildConfig { RegionEndpoint = region })
    {
    }

    /// <summary>Creates a client with given credentials.</summary>
    public AmazonCodeBuildClient(AWSCredentials credentials, AmazonCodeBuildConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    /// <inheritdoc/>
    public ICodeBuildPaginatorFactory Paginators => new CodeBuildPaginatorFactory(this);

    /// <inheritdoc/>
    public virtual Task<BatchGetBuildBatchesResponse> BatchGetBuildBatchesAsync(BatchGetBuildBatchesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<BatchGetBuildBatchesResponse>(request, Protocol.For<BatchGetBuildBatchesRequest, BatchGetBuildBatchesResponse>("BatchGetBuildBatches"), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<BatchGetBuildsResponse> BatchGetBuildsAsync(BatchGetBuildsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<BatchGetBuildsResponse>(request, Protocol.For<BatchGetBuildsRequest, BatchGetBuildsResponse>("BatchGetBuilds"), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<BatchGetFleetsResponse> BatchGetFleetsAsync(BatchGetFleetsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<BatchGetFleetsResponse>(request, Protocol.For<BatchGetFleetsRequest, BatchGetFleetsResponse>("BatchGetFleets"), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<BatchGetProjectsResponse> BatchGetProjectsAsync(BatchGetProjectsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<BatchGetProjectsResponse>(request, Protocol.For<BatchGetProjectsRequest, BatchGetProjectsResponse>("BatchGetProjects"), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<CreateFleetResponse> CreateFleetAsync(CreateFleetRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<CreateFleetResponse>(request, Protocol.For<CreateFleetRequest, CreateFleetResponse>("CreateFleet"), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<CreateProjectResponse> CreateProjectAsync(CreateProjectRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<CreateProjectResponse>(request, Protocol.For<CreateProjectRequest, CreateProjectResponse>("CreateProject"), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<DeleteFleetResponse> DeleteFleetAsync(DeleteFleetRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DeleteFleetResponse>(request, Protocol.For<DeleteFleetRequest, DeleteFleetResponse>("DeleteFleet"), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<DeleteProjectResponse> DeleteProjectAsync(DeleteProjectRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DeleteProjectResponse>(request, Protocol.For<DeleteProjectRequest, DeleteProjectResponse>("DeleteProject"), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<ListBuildsForProjectResponse> ListBuildsForProjectAsync(ListBuildsForProjectRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListBuildsForProjectResponse>(request, Protocol.For<ListBuildsForProjectRequest, ListBuildsForProjectResponse>("ListBuildsForProject"), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<ListFleetsResponse> ListFleetsAsync(ListFleetsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListFleetsResponse>(request, Protocol.For<ListFleetsRequest, ListFleetsResponse>("ListFleets"), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<ListProjectsResponse> ListProjectsAsync(ListProjectsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListProjectsResponse>(request, Protocol.For<ListProjectsRequest, ListProjectsResponse>("ListProjects"), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<StartBuildResponse> StartBuildAsync(StartBuildRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<StartBuildResponse>(request, Protocol.For<StartBuildRequest, StartBuildResponse>("StartBuild"), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<StartBuildBatchResponse> StartBuildBatchAsync(StartBuildBatchRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<StartBuildBatchResponse>(request, Protocol.For<StartBuildBatchRequest, StartBuildBatchResponse>("StartBuildBatch"), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<StopBuildResponse> StopBuildAsync(StopBuildRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<StopBuildResponse>(request, Protocol.For<StopBuildRequest, StopBuildResponse>("StopBuild"), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<StopBuildBatchResponse> StopBuildBatchAsync(StopBuildBatchRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<StopBuildBatchResponse>(request, Protocol.For<StopBuildBatchRequest, StopBuildBatchResponse>("StopBuildBatch"), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<UpdateFleetResponse> UpdateFleetAsync(UpdateFleetRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<UpdateFleetResponse>(request, Protocol.For<UpdateFleetRequest, UpdateFleetResponse>("UpdateFleet"), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<UpdateProjectResponse> UpdateProjectAsync(UpdateProjectRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<UpdateProjectResponse>(request, Protocol.For<UpdateProjectRequest, UpdateProjectResponse>("UpdateProject"), cancellationToken);

    /// <summary>The default configuration, for the SDK's dependency injection.</summary>
    public static ClientConfig CreateDefaultClientConfig() => new AmazonCodeBuildConfig();

    /// <summary>A client of a configuration, for the SDK's dependency injection.</summary>
    public static IAmazonService CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonCodeBuildClient(awsCredentials, (AmazonCodeBuildConfig)clientConfig);

    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        RegionalEndpoints.Replace(pipeline, "codebuild");
    }

    private static AmazonCodeBuildException ExceptionOf(ErrorResponse error, Exception? inner, HttpStatusCode status) => error.Code switch
    {
        "AccountLimitExceededException" => new AccountLimitExceededException(error.Message, inner, error.Type, error.Code, error.RequestId, status),
        "InvalidInputException" => new InvalidInputException(error.Message, inner, error.Type, error.Code, error.RequestId, status),
        "ResourceAlreadyExistsException" => new ResourceAlreadyExistsException(error.Message, inner, error.Type, error.Code, error.RequestId, status),
        "ResourceNotFoundException" => new ResourceNotFoundException(error.Message, inner, error.Type, error.Code, error.RequestId, status),
        _ => new AmazonCodeBuildException(error.Message, inner, error.Type, error.Code, error.RequestId, status),
    };
}
