using Fleetyard.Fleets;
using Fleetyard.Fleets.Runs;

namespace Fleetyard.Build.Runs;

/// <summary>Keeps other commands off the recipes whose resources are taken down.</summary>
internal sealed class RecipeLocks(RunStore store, string cloud) : IDisposable
{
    private readonly Dictionary<(string Recipe, string Region), RunLock> taken = [];

    /// <summary>Takes a recipe's.</summary>
    /// <returns>Why it cannot be had, or null.</returns>
    public string? Take(string recipe, string region)
    {
        try
        {
            taken[(recipe, region)] = store.Lock(recipe, region, cloud);
            return null;
        }
        catch (FleetException e)
        {
            return e.Message;
        }
    }

    /// <summary>Whether a recipe's is held.</summary>
    public bool Has((string Recipe, string Region) one) => taken.ContainsKey(one);

    public void Dispose()
    {
        foreach (var one in taken.Values)
        {
            one.Dispose();
        }
    }
}
