using Amazon.CodeBuild.Model;

namespace Fleetyard.Fleets.Inventory;

/// <summary>Every fleet of a region, whosever it is.</summary>
internal static class FleetList
{
    /// <summary>BatchGetFleets takes this many names.</summary>
    private const int Batch = 100;

    public static async Task<IReadOnlyList<Fleet>> ReadAsync(CloudClients clients, CancellationToken cancellationToken)
    {
        var arns = await Pages.AllAsync(
            async token =>
            {
                var page = await clients.CodeBuild.ListFleetsAsync(new ListFleetsRequest { NextToken = token }, cancellationToken);
                return (page.Fleets, page.NextToken);
            });
        var found = new List<Fleet>();
        foreach (var batch in arns.Chunk(Batch))
        {
            found.AddRange((await clients.CodeBuild.BatchGetFleetsAsync(new BatchGetFleetsRequest { Names = [.. batch] }, cancellationToken)).Fleets ?? []);
        }

        return found;
    }
}
