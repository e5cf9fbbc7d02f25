namespace Amazon.CodeBuild.Model;

/// <summary>Paginators for the operations that answer in pages.</summary>
public interface ICodeBuildPaginatorFactory
{
    /// <summary>A paginator of <c>ListBuildsForProject</c>.</summary>
    IListBuildsForProjectPaginator ListBuildsForProject(ListBuildsForProjectRequest request);

    /// <summary>A paginator of <c>ListFleets</c>.</summary>
    IListFleetsPaginator ListFleets(ListFleetsRequest request);

    /// <summary>A paginator of <c>ListProjects</c>.</summary>
    IListProjectsPaginator ListProjects(ListProjectsRequest request);
}
