using Fleetyard.Fleets;

namespace Fleetyard.Build.Clouds;

/// <summary>The cloud that a run talks to.</summary>
public interface ICloud : IAsyncDisposable
{
    /// <summary>One line for people: which cloud it is and what its instances are.</summary>
    string Description { get; }

    /// <summary>The clients of a region.</summary>
    CloudClients In(string region);
}
