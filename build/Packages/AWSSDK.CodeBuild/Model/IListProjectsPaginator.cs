using Amazon.Runtime;

namespace Amazon.CodeBuild.Model;

/// <summary>The pages of <c>ListProjects</c>, asked for as they are read; to be read once.</summary>
public interface IListProjectsPaginator
{
    /// <summary>The answers.</summary>
    IPaginatedEnumerable<ListProjectsResponse> Responses { get; }

    /// <summary>The projects of all answers.</summary>
    IPaginatedEnumerable<string> Projects { get; }
}
