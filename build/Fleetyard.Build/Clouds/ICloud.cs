using Fleetyard.Fleets;

namespace Fleetyard.Build.Clouds;

/// <summary>The cloud that a run talks to.</summary>
public interface ICloud : IAsyncDisposable
{
    /// <summary>One line for people: which cloud, account and region it is, and what its instances are.</summary>
    /// <exception cref="Cake.Core.CakeException">The cloud knows no caller; the message says what to do.</exception>
    Task<string> DescribeAsync(string region, CancellationToken cancellationToken);

    /// <summary>The clients of a region.</summary>
    CloudClients In(string region);
}
