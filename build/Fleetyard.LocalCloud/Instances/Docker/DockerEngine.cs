using Docker.DotNet;
using Fleetyard.Docker;

namespace Fleetyard.LocalCloud.Instances.Docker;

/// <summary>The Docker engine that instances are containers of.</summary>
/// <param name="endpoint">The engine, or null for the one that the docker CLI would use.</param>
/// <param name="isChosen">Whether no other kind of instances will do.</param>
internal sealed class DockerEngine(Uri? endpoint, bool isChosen) : IDisposable
{
    /// <summary>An engine on this machine answers in milliseconds, and one that does not must not hold up the choice of another kind; a busy machine takes longer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1), PatienceWithTheChosen = TimeSpan.FromSeconds(10);

    private readonly EngineConnection connection = new(endpoint, isChosen ? PatienceWithTheChosen : Patience);

    /// <summary>Where the engine is, for people.</summary>
    /// <exception cref="InstanceHostException">Docker's configuration names none.</exception>
    public string Address
    {
        get
        {
            try
            {
                return connection.Address.ToString();
            }
            catch (EngineException fault)
            {
                throw Unusable(fault);
            }
        }
    }

    /// <inheritdoc cref="EngineConnection.AskAsync"/>
    /// <exception cref="InstanceHostException">There is no engine, it went away, or it refused.</exception>
    public async Task<T> AskAsync<T>(string what, Func<DockerClient, Task<T>> ask, CancellationToken cancellationToken)
    {
        await ConnectAsync(cancellationToken);
        try
        {
            return await connection.AskAsync(what, ask, cancellationToken);
        }
        catch (EngineException fault)
        {
            throw new InstanceHostException(fault.Message, fault);
        }
    }

    /// <inheritdoc cref="AskAsync{T}"/>
    public Task AskAsync(string what, Func<DockerClient, Task> ask, CancellationToken cancellationToken) => AskAsync(
        what,
        async connected =>
        {
            await ask(connected);
            return true;
        },
        cancellationToken);

    /// <summary>The client, of an engine that runs Linux containers.</summary>
    /// <exception cref="InstanceHostException">There is no such engine.</exception>
    public async Task<DockerClient> ConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            var client = await connection.ConnectAsync(cancellationToken);
            return connection.Os == "linux"
                ? client
                : throw new InstanceHostException($"docker instances need an engine that runs Linux containers; the one at {Address} runs {connection.Os}'s. Switch it, or use --instances=simulated.");
        }
        catch (EngineException fault)
        {
            throw Unusable(fault);
        }
    }

    public void Dispose() => connection.Dispose();

    private static InstanceHostException Unusable(EngineException fault) =>
        new($"docker instances need a Docker engine. {fault.Message.TrimEnd('.')}; or use --instances=overlay.", fault);
}
