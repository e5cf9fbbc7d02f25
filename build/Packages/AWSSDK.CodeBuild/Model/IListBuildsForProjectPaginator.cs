using Amazon.Runtime;

namespace Amazon.CodeBuild.Model;

/// <summary>The pages of <c>ListBuildsForProject</c>, asked for as they are read; to be read once.</summary>
public interface IListBuildsForProjectPaginator
{
    /// <summary>The answers.</summary>
    IPaginatedEnumerable<ListBuildsForProjectResponse> Responses { get; }

    /// <summary>The ids of all answers.</summary>
    IPaginatedEnumerable<string> Ids { get; }
}
