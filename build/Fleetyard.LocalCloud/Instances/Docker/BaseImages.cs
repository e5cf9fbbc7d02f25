using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace Fleetyard.LocalCloud.Instances.Docker;

/// <summary>Images of bare distributions: one that is present, else pulled, else made with debootstrap.</summary>
/// <remarks>What is made here is kept in the engine under <c>fleetyard.local/base</c>, for every LocalCloud that uses it.</remarks>
/// <param name="engine">The engine.</param>
/// <param name="directory">Where a base system is made; what a process that was killed left there is removed by <see cref="ReconcileAsync"/>.</param>
/// <param name="progress">Takes lines for people: making a base takes a minute or two.</param>
internal sealed class BaseImages(DockerEngine engine, string directory, Action<string> progress)
{
    private const string Repository = "fleetyard.local/base";

    /// <summary>How long a registry may be silent: to answer at all, and then between two pieces of news.</summary>
    private static readonly TimeSpan FirstWord = TimeSpan.FromSeconds(10), NextWord = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<BaseSystem, SemaphoreSlim> gates = new();

    /// <summary>Whether there are base systems without asking a registry.</summary>
    public async Task<bool> AreAtHandAsync(CancellationToken cancellationToken) =>
        Debootstrap.WhyNot() is null
        || (await engine.AskAsync("list images", client => client.Images.ListImagesAsync(new ImagesListParameters(), cancellationToken), cancellationToken))
            .SelectMany(image => image.RepoTags ?? [])
            .Any(tag => tag.StartsWith(Repository + ':', StringComparison.Ordinal) || Known.Any(system => Names(system).Contains(tag)));

    /// <summary>The name of an image of a base system, got from where it can be had.</summary>
    /// <exception cref="InstanceHostException">It is not to be had; the message says what was tried and why each failed.</exception>
    public async Task<string> NameAsync(BaseSystem system, CancellationToken cancellationToken)
    {
        // Recipes go side by side; what one of them makes, the others use.
        var gate = gates.GetOrAdd(system, _ => new SemaphoreSlim(1));
        await gate.WaitAsync(cancellationToken);
        try
        {
            return await PresentAsync(system, cancellationToken) ?? await GetAsync(system, cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Removes the unfinished systems of a process that was killed.</summary>
    public async Task ReconcileAsync(CancellationToken cancellationToken)
    {
        if (Directory.Exists(directory))
        {
            await Tool.RunAsync("rm", ["--recursive", "--force", "--one-file-system", directory], cancellationToken);
        }
    }

    private static IEnumerable<BaseSystem> Known =>
        from system in new[] { ("debian", "12"), ("debian", "13"), ("ubuntu", "22.04"), ("ubuntu", "24.04"), ("amzn", "2023"), ("rhel", "9") }
        select new BaseSystem(system.Item1, system.Item2, RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x86_64");

    /// <summary>The official images of a distribution.</summary>
    private static string[] Names(BaseSystem system) => system.Distribution switch
    {
        "amzn" => [$"amazonlinux:{system.Release}"],
        "rhel" => [$"registry.access.redhat.com/ubi{system.Release}/ubi:latest", $"redhat/ubi{system.Release}:latest"],
        _ => [$"{system.Distribution}:{system.Release}"],
    };

    private static string Tag(BaseSystem system) => $"{system.Distribution}-{system.Release}";

    private async Task<string?> PresentAsync(BaseSystem system, CancellationToken cancellationToken)
    {
        foreach (var name in (string[])[.. Names(system), $"{Repository}:{Tag(system)}"])
        {
            try
            {
                var image = await engine.AskAsync($"look at the image {name}", client => client.Images.InspectImageAsync(name, cancellationToken), cancellationToken);
                if (image.Architecture == (system.Architecture == "x86_64" ? "amd64" : system.Architecture))
                {
                    return name;
                }
            }
            catch (DockerImageNotFoundException)
            {
                // The next name may be there.
            }
        }

        return null;
    }

    private async Task<string> GetAsync(BaseSystem system, CancellationToken cancellationToken)
    {
        var names = Names(system);
        var reasons = new List<string> { $"no image {string.Join(" or ", names)} is present" };
        foreach (var name in names)
        {
            if (await PullAsync(name, cancellationToken) is not { } reason)
            {
                return name;
            }

            reasons.Add($"pulling {name} failed ({reason})");
        }

        try
        {
            return await MakeAsync(system, cancellationToken);
        }
        catch (InstanceHostException fault)
        {
            reasons.Add($"debootstrap: {fault.Message}");
            throw new InstanceHostException(
                $"There is no base system {system.Distribution} {system.Release} for docker instances: {string.Join("; ", reasons)}. Load an image of that name into the engine, or use --instances=overlay.", fault);
        }
    }

    /// <summary>Why an image could not be pulled, or null where it was.</summary>
    private async Task<string?> PullAsync(string name, CancellationToken cancellationToken)
    {
        progress($"Pulling {name} ...");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(FirstWord);
        string? refused = null;
        var news = new PullNews(message =>
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
            return fault.Message.ReplaceLineEndings(" ");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "the registry did not answer in time";
        }
    }

    private async Task<string> MakeAsync(BaseSystem system, CancellationToken cancellationToken)
    {
        var debootstrap = Debootstrap.For(system);
        progress($"Making the base system {Tag(system)} with debootstrap from {debootstrap.Mirror}, once, in a minute or two ...");
        var folder = Directory.CreateDirectory(Path.Combine(directory, $"{Tag(system)}-{Guid.NewGuid():N}")).FullName;
        try
        {
            await debootstrap.MakeAsync(folder, progress, cancellationToken);

            // Another program may have made it meanwhile; the image that is there may be in use.
            return await PresentAsync(system, cancellationToken) ?? await ImportAsync(system, debootstrap, folder, cancellationToken);
        }
        finally
        {
            await Tool.RunAsync("rm", ["--recursive", "--force", "--one-file-system", folder], CancellationToken.None);
        }
    }

    private async Task<string> ImportAsync(BaseSystem system, Debootstrap debootstrap, string folder, CancellationToken cancellationToken)
    {
        var parameters = new ImagesCreateParameters
        {
            FromSrc = "-",
            Repo = Repository,
            Tag = Tag(system),
            Message = $"debootstrap of {Tag(system)} from {debootstrap.Mirror}",
            Changes = [$"LABEL {Labels.Base}={Tag(system)}", "CMD [\"/bin/bash\"]"],
        };
        await Debootstrap.PackAsync(folder, tar => engine.AskAsync(
            $"import the base system {Tag(system)}",
            client => client.Images.CreateImageAsync(parameters, tar, null, new PullNews(_ => { }), cancellationToken),
            cancellationToken), cancellationToken);
        return await PresentAsync(system, cancellationToken)
            ?? throw new InstanceHostException($"the image {Repository}:{Tag(system)} was imported and is not there; look into the engine's log");
    }

    /// <summary>Takes the engine's news at once and in order, which <see cref="Progress{T}"/> does not.</summary>
    private sealed class PullNews(Action<JSONMessage> take) : IProgress<JSONMessage>
    {
        public void Report(JSONMessage value) => take(value);
    }
}
