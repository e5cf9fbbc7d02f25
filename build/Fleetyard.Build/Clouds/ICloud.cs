using Fleetyard.Fleets;

namespace Fleetyard.Build.Clouds;

/// <summary>The cloud that a run talks to.</summary>
public interface ICloud : IAsyncDisposable
{
    /// <summary>Which cloud it is.</summary>
    /// <exception cref="Cake.Core.CakeException">The cloud knows no caller; the message says what to do.</exception>
    Task<CloudIdentity> IdentifyAsync(string region, CancellationToken cancellationToken);

    /// <summary>The clients of a region.</summary>
    CloudClients In(string region);
}

/// <summary>Which cloud it is.</summary>
/// <param name="Name">What tells it from every other, such as <c>local/overlay</c> or <c>aws/111122223333</c>: a run goes on only in the cloud that it began in.</param>
/// <param name="Description">One line for people: which cloud, account and region it is, and what its instances are.</param>
public sealed record CloudIdentity(string Name, string Description)
{
    /// <summary>The AWS account, or null where it is none.</summary>
    public string? Account { get; init; }

    /// <summary>The ARN of who calls; empty where nobody asks.</summary>
    public string Caller { get; init; } = "";
}
