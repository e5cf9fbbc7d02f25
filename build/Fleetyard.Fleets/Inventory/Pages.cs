namespace Fleetyard.Fleets.Inventory;

/// <summary>Lists that a service gives in pages.</summary>
internal static class Pages
{
    /// <summary>All of it: asks with each page's token for the next.</summary>
    public static async Task<List<T>> AllAsync<T>(Func<string?, Task<(List<T>? Items, string? Next)>> ask)
    {
        var all = new List<T>();
        string? next = null;
        do
        {
            (var items, next) = await ask(next);
            all.AddRange(items ?? []);
        }
        while (!string.IsNullOrEmpty(next));
        return all;
    }
}
