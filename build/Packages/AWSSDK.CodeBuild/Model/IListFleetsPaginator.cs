using Amazon.Runtime;

namespace Amazon.CodeBuild.Model;

/// <summary>The pages of <c>ListFleets</c>, asked for as they are read; to be read once.</summary>
public interface IListFleetsPaginator
{
    /// <summary>The answers.</summary>
    IPaginatedEnumerable<ListFleetsResponse> Responses { get; }
}
