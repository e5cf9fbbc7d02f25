using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Docker.DotNet;
using Docker.DotNet.Models;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Instances.Docker;

/// <summary>Images of bare distributions: one that is present, else pulled, else made with debootstrap.</summary>
/// <remarks>What is made here is kept in the engine under <c>fleetyard.local/base</c>, for every LocalCloud that uses it.</remarks>
/// <param name="engine">The engine.</param>
/// <param name="directory">Where a base system is made; what a process that was killed left there is removed by <see cref="ReconcileAsync"/>.</param>
/// <param name="progress">Takes lines for people: making a base takes a minute or two.</param>
internal sealed class BaseImages(DockerEngine engine, string directory, Action<string> progress)
{
    private const string Repository = "fleetyard.local/base";

    /// <summary>How often a program looks whether another one has made the base system that both want.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly ImagePull pull = new(engine, progress);
    private readonly ConcurrentDictionary<BaseSystem, SemaphoreSlim> gates = new();

    /// <summary>Whether there are base systems without asking a registry.</summary>
    public async Task<bool> AreAtHandAsync(CancellationToken cancellationToken) =>
        Debootstrap.CanMakeAny
        || (await engine.AskAsync("list images", client => client.Images.ListImagesAsync(new ImagesListParameters(), cancellationToken), cancellationToken))
            .SelectMany(image => image.RepoTags ?? [])
            .Any(tag => Known.Any(system => tag == $"{Repository}:{Tag(system)}" || Names(system).Contains(tag)));

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

    /// <summary>The number goes up with what debootstrap puts in, so that an engine's older image is not taken for it; 2 has sshd and sudo.</summary>
    private static string Tag(BaseSystem system) => $"{system.Distribution}-{system.Release}-2";

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
            if (await pull.WhyNotAsync(name, cancellationToken) is not { } reason)
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

    private async Task<string> MakeAsync(BaseSystem system, CancellationToken cancellationToken)
    {
        var debootstrap = Debootstrap.For(system);
        await using var turn = await TurnAsync(system, cancellationToken);
        if (await PresentAsync(system, cancellationToken) is { } made)
        {
            return made;
        }

        progress($"Making the base system {Tag(system)} with debootstrap from {debootstrap.Mirror}, once, in a minute or two ...");
        var folder = Directory.CreateDirectory(Path.Combine(directory, $"{Tag(system)}-{Guid.NewGuid():N}")).FullName;
        try
        {
            await debootstrap.MakeAsync(folder, progress, cancellationToken);
            return await ImportAsync(system, debootstrap, folder, cancellationToken);
        }
        finally
        {
            await Tool.RunAsync("rm", ["--recursive", "--force", "--one-file-system", folder], CancellationToken.None);
        }
    }

    /// <summary>Waits until no other program on this machine makes the same system; the image is for all of them.</summary>
    private static async Task<FileStream> TurnAsync(BaseSystem system, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Path.GetTempPath(), $"fleetyard-{Tag(system)}.lock");
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (UnauthorizedAccessException fault)
            {
                throw new InstanceHostException($"{path} is another user's; remove it", fault);
            }
            catch (IOException taken) when (TakenFile.Is(taken))
            {
                await Task.Delay(Pause, TimeProvider.System, cancellationToken);
            }
            catch (IOException fault)
            {
                throw new InstanceHostException($"{path} cannot be made ({fault.Message.TrimEnd('.')}); make its folder, free space there, or set TMPDIR to another one", fault);
            }
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
            Changes = [$"LABEL {Owner.BaseLabel}={Tag(system)}", "CMD [\"/bin/bash\"]"],
        };
        await Debootstrap.PackAsync(folder, tar => engine.AskAsync(
            $"import the base system {Tag(system)}",
            client => client.Images.CreateImageAsync(parameters, tar, null, new Progress<JSONMessage>(), cancellationToken),
            cancellationToken), cancellationToken);
        return await PresentAsync(system, cancellationToken)
            ?? throw new InstanceHostException($"the image {Repository}:{Tag(system)} was imported and is not there; look into the engine's log");
    }
}
