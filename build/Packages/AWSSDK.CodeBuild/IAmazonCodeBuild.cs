using Amazon.CodeBuild.Model;
using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>CodeBuild, call by call.</summary>
public interface IAmazonCodeBuild : IAmazonService, IDisposable
{
    /// <summary>Paginators for the operations that answer in pages.</summary>
    ICodeBuildPaginatorFactory Paginators { get; }

    /// <summary>Calls <c>BatchGetBuildBatches</c>.</summary>
    /// <exception cref="AmazonCodeBuildException">The service refused.</exception>
    Task<BatchGetBuildBatchesResponse> BatchGetBuildBatchesAsync(BatchGetBuildBatchesRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls <c>BatchGetBuilds</c>.</summary>
    /// <exception cref="AmazonCodeBuildException">The service refused.</exception>
    Task<BatchGetBuildsResponse> BatchGetBuildsAsync(BatchGetBuildsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls <c>BatchGetFleets</c>.</summary>
    /// <exception cref="AmazonCodeBuildException">The service refused.</exception>
    Task<BatchGetFleetsResponse> BatchGetFleetsAsync(BatchGetFleetsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls <c>BatchGetProjects</c>.</summary>
    /// <exception cref="AmazonCodeBuildException">The service refused.</exception>
    Task<BatchGetProjectsResponse> BatchGetProjectsAsync(BatchGetProjectsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls <c>CreateFleet</c>.</summary>
    /// <exception cref="AmazonCodeBuildException">The service refused.</exception>
    Task<CreateFleetResponse> CreateFleetAsync(CreateFleetRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls <c>CreateProject</c>.</summary>
    /// <exception cref="AmazonCodeBuildException">The service refused.</exception>
    Task<CreateProjectResponse> CreateProjectAsync(CreateProjectRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls <c>DeleteFleet</c>.</summary>
    /// <exception cref="AmazonCodeBuildException">The service refused.</exception>
    Task<DeleteFleetResponse> DeleteFleetAsync(DeleteFleetRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls <c>DeleteProject</c>.</summary>
    /// <exception cref="AmazonCodeBuildException">The service refused.</exception>
    Task<DeleteProjectResponse> DeleteProjectAsync(DeleteProjectRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls <c>ListBuildsForProject</c>.</summary>
    /// <exception cref="AmazonCodeBuildException">The service refused.</exception>
    Task<ListBuildsForProjectResponse> ListBuildsForProjectAsync(ListBuildsForProjectRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls <c>ListFleets</c>.</summary>
    /// <exception cref="AmazonCodeBuildException">The service refused.</exception>
    Task<ListFleetsResponse> ListFleetsAsync(ListFleetsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls <c>ListProjects</c>.</summary>
    /// <exception cref="AmazonCodeBuildException">The service refused.</exception>
    Task<ListProjectsResponse> ListProjectsAsync(ListProjectsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls <c>StartBuild</c>.</summary>
    /// <exception cref="AmazonCodeBuildException">The service refused.</exception>
    Task<StartBuildResponse> StartBuildAsync(StartBuildRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls <c>StartBuildBatch</c>.</summary>
    /// <exception cref="AmazonCodeBuildException">The service refused.</exception>
    Task<StartBuildBatchResponse> StartBuildBatchAsync(StartBuildBatchRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls <c>StopBuild</c>.</summary>
    /// <exception cref="AmazonCodeBuildException">The service refused.</exception>
    Task<StopBuildResponse> StopBuildAsync(StopBuildRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls <c>StopBuildBatch</c>.</summary>
    /// <exception cref="AmazonCodeBuildException">The service refused.</exception>
    Task<StopBuildBatchResponse> StopBuildBatchAsync(StopBuildBatchRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls <c>UpdateFleet</c>.</summary>
    /// <exception cref="AmazonCodeBuildException">The service refused.</exception>
    Task<UpdateFleetResponse> UpdateFleetAsync(UpdateFleetRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls <c>UpdateProject</c>.</summary>
    /// <exception cref="AmazonCodeBuildException">The service refused.</exception>
    Task<UpdateProjectResponse> UpdateProjectAsync(UpdateProjectRequest request, CancellationToken cancellationToken = default);
}
