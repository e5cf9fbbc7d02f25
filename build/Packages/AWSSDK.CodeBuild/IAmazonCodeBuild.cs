using Amazon.Runtime;
using Amazon.CodeBuild.Model;

namespace Amazon.CodeBuild;

/// <summary>The part of AWS CodeBuild that this package knows.</summary>
public interface IAmazonCodeBuild : IAmazonService, IDisposable
{
    /// <summary>Calls <c>BatchGetBuilds</c>.</summary>
    /// <param name="request">What to ask with.</param>
    /// <param name="cancellationToken">Ends the call and its retries.</param>
    /// <exception cref="InvalidInputException">The service answered <c>InvalidInputException</c>.</exception>
    Task<BatchGetBuildsResponse> BatchGetBuildsAsync(BatchGetBuildsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls <c>BatchGetFleets</c>.</summary>
    /// <param name="request">What to ask with.</param>
    /// <param name="cancellationToken">Ends the call and its retries.</param>
    /// <exception cref="InvalidInputException">The service answered <c>InvalidInputException</c>.</exception>
    Task<BatchGetFleetsResponse> BatchGetFleetsAsync(BatchGetFleetsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls <c>BatchGetProjects</c>.</summary>
    /// <param name="request">What to ask with.</param>
    /// <param name="cancellationToken">Ends the call and its retries.</param>
    /// <exception cref="InvalidInputException">The service answered <c>InvalidInputException</c>.</exception>
    Task<BatchGetProjectsResponse> BatchGetProjectsAsync(BatchGetProjectsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls <c>CreateFleet</c>.</summary>
    /// <param name="request">What to ask with.</param>
    /// <param name="cancellationToken">Ends the call and its retries.</param>
    /// <exception cref="InvalidInputException">The service answered <c>InvalidInputException</c>.</exception>
    /// <exception cref="ResourceAlreadyExistsException">The service answered <c>ResourceAlreadyExistsException</c>.</exception>
    /// <exception cref="AccountLimitExceededException">The service answered <c>AccountLimitExceededException</c>.</exception>
    Task<CreateFleetResponse> CreateFleetAsync(CreateFleetRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls <c>CreateProject</c>.</summary>
    /// <param name="request">What to ask with.</param>
    /// <param name="cancellationToken">Ends the call and its retries.</param>
    /// <exception cref="InvalidInputException">The service answered <c>InvalidInputException</c>.</exception>
    /// <exception cref="ResourceAlreadyExistsException">The service answered <c>ResourceAlreadyExistsException</c>.</exception>
    /// <exception cref="AccountLimitExceededException">The service answered <c>AccountLimitExceededException</c>.</exception>
    Task<CreateProjectResponse> CreateProjectAsync(CreateProjectRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls <c>DeleteFleet</c>.</summary>
    /// <param name="request">What to ask with.</param>
    /// <param name="cancellationToken">Ends the call and its retries.</param>
    /// <exception cref="InvalidInputException">The service answered <c>InvalidInputException</c>.</exception>
    Task<DeleteFleetResponse> DeleteFleetAsync(DeleteFleetRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls <c>DeleteProject</c>.</summary>
    /// <param name="request">What to ask with.</param>
    /// <param name="cancellationToken">Ends the call and its retries.</param>
    /// <exception cref="InvalidInputException">The service answered <c>InvalidInputException</c>.</exception>
    Task<DeleteProjectResponse> DeleteProjectAsync(DeleteProjectRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls <c>ListBuildsForProject</c>.</summary>
    /// <param name="request">What to ask with.</param>
    /// <param name="cancellationToken">Ends the call and its retries.</param>
    /// <exception cref="InvalidInputException">The service answered <c>InvalidInputException</c>.</exception>
    /// <exception cref="ResourceNotFoundException">The service answered <c>ResourceNotFoundException</c>.</exception>
    Task<ListBuildsForProjectResponse> ListBuildsForProjectAsync(ListBuildsForProjectRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls <c>ListFleets</c>.</summary>
    /// <param name="request">What to ask with.</param>
    /// <param name="cancellationToken">Ends the call and its retries.</param>
    /// <exception cref="InvalidInputException">The service answered <c>InvalidInputException</c>.</exception>
    Task<ListFleetsResponse> ListFleetsAsync(ListFleetsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls <c>ListProjects</c>.</summary>
    /// <param name="request">What to ask with.</param>
    /// <param name="cancellationToken">Ends the call and its retries.</param>
    /// <exception cref="InvalidInputException">The service answered <c>InvalidInputException</c>.</exception>
    Task<ListProjectsResponse> ListProjectsAsync(ListProjectsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls <c>StartBuild</c>.</summary>
    /// <param name="request">What to ask with.</param>
    /// <param name="cancellationToken">Ends the call and its retries.</param>
    /// <exception cref="InvalidInputException">The service answered <c>InvalidInputException</c>.</exception>
    /// <exception cref="ResourceNotFoundException">The service answered <c>ResourceNotFoundException</c>.</exception>
    /// <exception cref="AccountLimitExceededException">The service answered <c>AccountLimitExceededException</c>.</exception>
    Task<StartBuildResponse> StartBuildAsync(StartBuildRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls <c>StopBuild</c>.</summary>
    /// <param name="request">What to ask with.</param>
    /// <param name="cancellationToken">Ends the call and its retries.</param>
    /// <exception cref="InvalidInputException">The service answered <c>InvalidInputException</c>.</exception>
    /// <exception cref="ResourceNotFoundException">The service answered <c>ResourceNotFoundException</c>.</exception>
    Task<StopBuildResponse> StopBuildAsync(StopBuildRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls <c>UpdateFleet</c>.</summary>
    /// <param name="request">What to ask with.</param>
    /// <param name="cancellationToken">Ends the call and its retries.</param>
    /// <exception cref="InvalidInputException">The service answered <c>InvalidInputException</c>.</exception>
    /// <exception cref="ResourceNotFoundException">The service answered <c>ResourceNotFoundException</c>.</exception>
    /// <exception cref="AccountLimitExceededException">The service answered <c>AccountLimitExceededException</c>.</exception>
    Task<UpdateFleetResponse> UpdateFleetAsync(UpdateFleetRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls <c>UpdateProject</c>.</summary>
    /// <param name="request">What to ask with.</param>
    /// <param name="cancellationToken">Ends the call and its retries.</param>
    /// <exception cref="InvalidInputException">The service answered <c>InvalidInputException</c>.</exception>
    /// <exception cref="ResourceNotFoundException">The service answered <c>ResourceNotFoundException</c>.</exception>
    Task<UpdateProjectResponse> UpdateProjectAsync(UpdateProjectRequest request, CancellationToken cancellationToken = default);
}
