using Docker.DotNet;
using Docker.DotNet.Models;

namespace Fleetyard.LocalCloud.Instances.Docker;

/// <summary>What the engine is asked to make images of: it ends that also where whoever asked was killed, and the image comes when nobody looks for it any more.</summary>
/// <param name="engine">The engine.</param>
/// <param name="directory">Has a file for each commit under way, named for the image; the name of its container is in it.</param>
/// <param name="progress">Takes lines for people.</param>
internal sealed class Commits(DockerEngine engine, string directory, Action<string> progress)
{
    /// <summary>The longest that a commit is waited for; 1.5 GB take a busy machine a quarter of a minute.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Has the engine make an image, and leaves a note for the next command as long as it has not answered.</summary>
    public async Task<string> MakeAsync(DockerClient client, string imageId, CommitContainerChangesParameters parameters)
    {
        var note = Path.Combine(Directory.CreateDirectory(directory).FullName, imageId);
        await File.WriteAllTextAsync(note, parameters.ContainerID, CancellationToken.None);
        try
        {
            // Not to be cancelled: the engine would go on with it all the same.
            var made = await client.Images.CommitContainerChangesAsync(parameters, CancellationToken.None);
            File.Delete(note);
            return made.ID;
        }
        catch (DockerApiException)
        {
            File.Delete(note);
            throw;
        }
    }

    /// <summary>Waits for the end of what a process that was killed had under way.</summary>
    /// <param name="name">What an image is called.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task ReconcileAsync(Func<string, string> name, CancellationToken cancellationToken)
    {
        foreach (var note in HostFolder.Entries(directory))
        {
            var imageId = Path.GetFileName(note);
            if (!await IsThereAsync(name(imageId), cancellationToken) && await IsUnderWayAsync(note, cancellationToken))
            {
                progress($"Waiting for the engine to end the image of {imageId}, which a command that was killed began, so that it can be removed ...");
                for (var waited = TimeSpan.Zero; waited < Patience && !await IsThereAsync(name(imageId), cancellationToken); waited += Pause)
                {
                    await Task.Delay(Pause, TimeProvider.System, cancellationToken);
                }
            }

            File.Delete(note);
        }
    }

    private async Task<bool> IsThereAsync(string image, CancellationToken cancellationToken)
    {
        try
        {
            await engine.AskAsync($"look at the image {image}", client => client.Images.InspectImageAsync(image, cancellationToken), cancellationToken);
            return true;
        }
        catch (DockerImageNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Whether it may be: an engine that was started since has no memory of what the container did before, and lost the commit with it.</summary>
    private async Task<bool> IsUnderWayAsync(string note, CancellationToken cancellationToken)
    {
        var container = await File.ReadAllTextAsync(note, cancellationToken);
        var asked = new DateTimeOffset(File.GetLastWriteTimeUtc(note)).ToUnixTimeSeconds();
        var isKnown = false;
        await engine.AskAsync("tell what happened", client => client.System.MonitorEventsAsync(
            new ContainerEventsParameters
            {
                Since = "0",
                Until = (asked + 1).ToString(System.Globalization.CultureInfo.InvariantCulture),
                Filters = new Dictionary<string, IDictionary<string, bool>> { ["container"] = new Dictionary<string, bool> { [container] = true } },
            },
            new Heard(() => isKnown = true),
            cancellationToken), cancellationToken);
        return isKnown;
    }

    /// <summary>Hears of events at once, which <see cref="Progress{T}"/> does not.</summary>
    private sealed class Heard(Action heard) : IProgress<Message>
    {
        public void Report(Message value) => heard();
    }
}
