using Amazon.JsonProtocol;
using Amazon.Runtime;

namespace Amazon.CodeBuild.Model;

/// <summary>The pages of <c>ListFleets</c>.</summary>
internal sealed class ListFleetsPaginator(IAmazonCodeBuild client, ListFleetsRequest request) : IListFleetsPaginator
{
    private readonly Pages<ListFleetsResponse> pages = new(
        async (token, cancellationToken) =>
        {
            request.NextToken = token;
            return await client.ListFleetsAsync(request, cancellationToken).ConfigureAwait(false);
        },
        answer => answer.NextToken,
        request.NextToken);

    public IPaginatedEnumerable<ListFleetsResponse> Responses => new PaginatedResponse<ListFleetsResponse>(pages);
}
