using Docker.DotNet;
using Fleetyard.Docker;

namespace Fleetyard.Images.Engine;

/// <summary>The Docker engine that images are read from.</summary>
/// <param name="endpoint">The engine, or null for the one that the docker CLI would use.</param>
internal sealed class DockerEngine(Uri? endpoint) : IDisposable
{
    /// <summary>An engine answers in milliseconds; one behind a network in some hundred.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly EngineConnection connection = new(endpoint, Patience);

    /// <summary>Where it is.</summary>
    /// <exception cref="ImageException">Docker's configuration names none.</exception>
    public Uri Address
    {
        get
        {
            try
            {
                return connection.Address;
            }
            catch (EngineException fault)
            {
                throw new ImageException(fault.Message, fault);
            }
        }
    }

    /// <inheritdoc cref="EngineConnection.AskAsync"/>
    /// <exception cref="ImageException">There is no engine, it went away, or it refused.</exception>
    public async Task<T> AskAsync<T>(string what, Func<DockerClient, Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await connection.AskAsync(what, ask, cancellationToken);
        }
        catch (EngineException fault)
        {
            throw new ImageException(fault.Message, fault);
        }
    }

    public void Dispose() => connection.Dispose();
}
