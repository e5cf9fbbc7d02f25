using System.Text;
using Docker.DotNet;
using Docker.DotNet.Models;
using Fleetyard.Images.Cache;
using Fleetyard.Images.Tree;

namespace Fleetyard.Images.Engine;

/// <summary>A locked-down container of an image that runs the image's own <c>find</c>, for whoever allows it; contents are then sent by the engine.</summary>
/// <remarks>
/// It has no network, no capability, no way to gain one, nothing to write to but /dev, which is in its memory, little of that and few processes, and it is killed at a
/// deadline. Not even CAP_DAC_READ_SEARCH, though it would show all directories to root: it also opens files by handle, which reads
/// the files of the machine (open_by_handle_at(2)). What root may not read without it, the engine's archives tell.
/// </remarks>
internal sealed class FindContainer(DockerEngine engine, EngineImage image, ImageLimits limits, EngineContainer container) : IAsyncDisposable
{
    /// <summary>find takes some megabytes; a directory of a million names some hundred.</summary>
    private const long Memory = 512L << 20;

    /// <summary>The runtime itself needs a dozen threads before find begins.</summary>
    private const long Processes = 32;

    /// <summary>Bytes of a name with its link; paths of images have 60.</summary>
    private const long BytesOfEntry = 512;

    private const int LongestReason = 200;

    private readonly ContainerFiles files = new(engine, container, limits);

    /// <summary>Creates one; nothing runs yet.</summary>
    public static async Task<FindContainer> CreateAsync(DockerEngine engine, EngineImage image, ImageLimits limits, CancellationToken cancellationToken) =>
        new(engine, image, limits, await EngineContainer.CreateAsync(engine, image, Parameters(), cancellationToken));

    /// <summary>Runs find and reads what it prints.</summary>
    /// <exception cref="ImageException">The image has none, it is not GNU's, or it prints what none would.</exception>
    public async Task<ImageContent> ReadAsync(KnownImage known, Func<string, bool> wanted, ProgressMeter progress, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(limits.RunTime);
        try
        {
            return await RunAsync(known, wanted, progress, limit.Token);
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ImageException($"The find of {image.Name} did not end within {limits.RunTime.TotalSeconds:0} s and was killed; do without it, or raise the limit.", fault);
        }
    }

    public async ValueTask DisposeAsync()
    {
        files.Dispose();
        await container.DisposeAsync();
    }

    private static CreateContainerParameters Parameters() => new()
    {
        Entrypoint = ["find", .. FindOutput.Arguments],
        Env = ["LC_ALL=C"],
        User = "0:0",
        AttachStdout = true,
        AttachStderr = true,
        HostConfig = new HostConfig
        {
            NetworkMode = "none",
            IpcMode = "none",
            CapDrop = ["ALL"],
            SecurityOpt = ["no-new-privileges"],
            ReadonlyRootfs = true,
            Memory = Memory,
            MemorySwap = Memory,
            PidsLimit = Processes,
            LogConfig = new LogConfig { Type = "none" },
        },
    };

    private async Task<ImageContent> RunAsync(KnownImage known, Func<string, bool> wanted, ProgressMeter progress, CancellationToken cancellationToken)
    {
        var tree = new LayerTree(ContainerFiles.WholeImage, new EntryCount(image.Name, limits.Entries));
        var output = new FindOutput(image.Name, tree.Add, tree.Find);
        var complaint = await PrintedAsync(output, progress, cancellationToken);
        var ended = await engine.AskAsync($"wait for the find of {image.Name}", client => client.Containers.WaitContainerAsync(container.Id, cancellationToken), cancellationToken);
        if (ended.StatusCode != 0)
        {
            throw new ImageException($"The find of {image.Name} failed with {ended.StatusCode} ({complaint}); GNU find is needed, do without it.");
        }

        output.End();
        foreach (var directory in output.Unreadable.Concat(image.Volumes))
        {
            await AddAsync(directory, tree, cancellationToken);
        }

        tree.Complete();
        known.StoreWhole(CacheKey.Found, tree);
        var merge = new Merge();
        merge.Lay(tree);
        progress.End();
        var content = known.Content(files, CacheKey.Found, merge, image.Layers(await image.HistoryAsync(engine, cancellationToken)));
        await files.FetchAsync(content.Entries, wanted, cancellationToken);
        return content;
    }

    /// <summary>Starts it and takes what it prints.</summary>
    /// <returns>What it complains of.</returns>
    private async Task<string> PrintedAsync(FindOutput output, ProgressMeter progress, CancellationToken cancellationToken)
    {
        using var printed = await engine.AskAsync(
            $"listen to the find of {image.Name}",
            client => client.Containers.AttachContainerAsync(container.Id, new ContainerAttachParameters { Stream = true, Stdout = true, Stderr = true }, cancellationToken),
            cancellationToken);
        await StartAsync(cancellationToken);
        var complaint = new StringBuilder();
        var buffer = new byte[1 << 16];
        for (var total = 0L; ;)
        {
            var read = await ReadAsync(printed, buffer, cancellationToken);
            if (read.EOF)
            {
                return OneLine(complaint);
            }

            total += read.Count;
            progress.Add(read.Count);
            if (total > limits.Entries * BytesOfEntry)
            {
                throw new ImageException($"The find of {image.Name} printed more than {limits.Entries * BytesOfEntry} bytes and was killed; do without it, or raise the limit if the image is to be trusted.");
            }

            if (read.Target == MultiplexedStream.TargetStream.StandardOut)
            {
                output.Take(buffer.AsSpan(0, read.Count));
                continue;
            }

            complaint.Append(Encoding.UTF8.GetString(buffer, 0, Math.Min(read.Count, Math.Max(0, LongestReason - complaint.Length))));
        }
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await engine.AskAsync($"run the find of {image.Name}", client => client.Containers.StartContainerAsync(container.Id, new ContainerStartParameters(), cancellationToken), cancellationToken);
        }
        catch (ImageException fault) when (fault.Message.Contains("executable file not found", StringComparison.Ordinal))
        {
            throw new ImageException($"{image.Name} has no find in its PATH; do without it.", fault);
        }
    }

    private async Task<MultiplexedStream.ReadResult> ReadAsync(MultiplexedStream printed, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await printed.ReadOutputAsync(buffer, 0, buffer.Length, cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException && !cancellationToken.IsCancellationRequested)
        {
            throw new ImageException($"The Docker engine at {engine.Address} stopped sending {image.Name}: {fault.GetBaseException().Message.TrimEnd('.')}; look after the engine and try again.", fault);
        }
    }

    /// <summary>Adds a directory that find could not read, or that lies behind a mount, as the engine sends it.</summary>
    private async Task AddAsync(string directory, LayerTree tree, CancellationToken cancellationToken)
    {
        // A volume's path may lead through links. The dot at its end: what is in it, with names from there on.
        var path = PathWalk.Follow(tree.Root, directory, followsLast: true).Path;
        await files.ReadAsync(
            path + "/.",
            tar =>
            {
                while (tar.Next(cancellationToken) is { } entry)
                {
                    tree.Add(entry with { Name = $"{path}/{entry.Name}", LinkName = entry.IsHardLink ? $"{path}/{entry.LinkName}" : entry.LinkName, Offset = -1 });
                }

                return true;
            },
            cancellationToken);
    }

    private static string OneLine(StringBuilder complaint) =>
        complaint.Length == 0 ? "it does not say why" : new string([.. complaint.ToString().Trim().Select(letter => char.IsControl(letter) ? ' ' : letter)]);
}
