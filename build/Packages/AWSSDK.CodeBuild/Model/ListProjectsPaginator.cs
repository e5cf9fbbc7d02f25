using Amazon.JsonProtocol;
using Amazon.Runtime;

namespace Amazon.CodeBuild.Model;

/// <summary>The pages of <c>ListProjects</c>.</summary>
internal sealed class ListProjectsPaginator(IAmazonCodeBuild client, ListProjectsRequest request) : IListProjectsPaginator
{
    private readonly Pages<ListProjectsResponse> pages = new(
        async (token, cancellationToken) =>
        {
            request.NextToken = token;
            return await client.ListProjectsAsync(request, cancellationToken).ConfigureAwait(false);
        },
        answer => answer.NextToken,
        request.NextToken);

    public IPaginatedEnumerable<ListProjectsResponse> Responses => new PaginatedResponse<ListProjectsResponse>(pages);

    public IPaginatedEnumerable<string> Projects => new PaginatedResultKeyResponse<ListProjectsResponse, string>(pages, answer => answer.Projects ?? []);
}
