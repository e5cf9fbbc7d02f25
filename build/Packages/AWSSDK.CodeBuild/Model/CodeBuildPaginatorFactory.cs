namespace Amazon.CodeBuild.Model;

/// <summary>Paginators of a client.</summary>
internal sealed class CodeBuildPaginatorFactory(IAmazonCodeBuild client) : ICodeBuildPaginatorFactory
{
    public IListBuildsForProjectPaginator ListBuildsForProject(ListBuildsForProjectRequest request) => new ListBuildsForProjectPaginator(client, request);

    public IListFleetsPaginator ListFleets(ListFleetsRequest request) => new ListFleetsPaginator(client, request);

    public IListProjectsPaginator ListProjects(ListProjectsRequest request) => new ListProjectsPaginator(client, request);
}
