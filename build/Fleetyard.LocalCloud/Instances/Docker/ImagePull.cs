using Docker.DotNet;
using Docker.DotNet.Models;
using Fleetyard.Docker;

namespace Fleetyard.LocalCloud.Instances.Docker;

/// <summary>Pulls images through the engine.</summary>
internal sealed class ImagePull(DockerEngine engine, Action<string> progress)
{
    /// <summary>How long a registry may be silent: before it answers at all, and then between two pieces of news.</summary>
    private static readonly TimeSpan FirstWord = TimeSpan.FromSeconds(10), NextWord = TimeSpan.FromSeconds(60);

    /// <summary>Pulls one.</summary>
    /// <returns>Why it could not be pulled, or null where it was.</returns>
    public async Task<string?> WhyNotAsync(string name, CancellationToken cancellationToken)
    {
        progress($"Pulling {name} ...");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(FirstWord);
        string? refused = null;
        var news = new News(message =>
        {
            limit.CancelAfter(NextWord);
            refused ??= message.Error?.Message;
            if (message is { Error: null, Progress: null, Status: { } status })
            {
                progress($"  {(message.ID is { Length: > 0 } layer ? layer + ": " : "")}{status}");
            }
        });
        try
        {
            await engine.AskAsync($"pull {name}", client => client.Images.CreateImageAsync(new ImagesCreateParameters { FromImage = name }, null, news, limit.Token), cancellationToken);
            return refused;
        }
        catch (InstanceHostException fault)
        {
            return fault.Message;
        }
        catch (DockerApiException fault)
        {
            return EngineConnection.Reason(fault);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "the registry did not answer in time";
        }
    }

    /// <summary>Takes the engine's news at once and in order, which <see cref="Progress{T}"/> does not.</summary>
    private sealed class News(Action<JSONMessage> take) : IProgress<JSONMessage>
    {
        public void Report(JSONMessage value) => take(value);
    }
}
