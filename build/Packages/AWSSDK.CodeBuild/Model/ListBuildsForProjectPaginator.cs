using Amazon.JsonProtocol;
using Amazon.Runtime;

namespace Amazon.CodeBuild.Model;

/// <summary>The pages of <c>ListBuildsForProject</c>.</summary>
internal sealed class ListBuildsForProjectPaginator(IAmazonCodeBuild client, ListBuildsForProjectRequest request) : IListBuildsForProjectPaginator
{
    private readonly Pages<ListBuildsForProjectResponse> pages = new(
        async (token, cancellationToken) =>
        {
            request.NextToken = token;
            return await client.ListBuildsForProjectAsync(request, cancellationToken).ConfigureAwait(false);
        },
        answer => answer.NextToken,
        request.NextToken);

    public IPaginatedEnumerable<ListBuildsForProjectResponse> Responses => new PaginatedResponse<ListBuildsForProjectResponse>(pages);

    public IPaginatedEnumerable<string> Ids => new PaginatedResultKeyResponse<ListBuildsForProjectResponse, string>(pages, answer => answer.Ids ?? []);
}
