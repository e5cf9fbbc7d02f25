namespace Fleetyard.LocalCloud.Instances;

/// <summary>What makes instances run on this machine. The control plane decides what exists; a host makes it so.</summary>
/// <remarks>Methods of different instances may run at once; those of one instance do not.</remarks>
public interface IInstanceHost : IAsyncDisposable
{
    /// <summary>Which kind of instances it runs.</summary>
    InstanceKind Kind { get; }

    /// <summary>One line for people: what an instance is here, and what it stands in for.</summary>
    string Description { get; }

    /// <summary>Whether an instance has a kernel of its own, so that a command may load a module.</summary>
    bool HasOwnKernel { get; }

    /// <summary>Whether an instance boots as one of EC2's does: with user data, and with sshd where it is wanted.</summary>
    bool HasBoot => false;

    /// <summary>Whether an instance can be logged in to by SSH. Where it cannot, whoever asks for a way in is told at once, instead of waiting for one.</summary>
    bool HasSshd => true;

    /// <summary>Raised with an instance's id when it has powered itself off from inside; one that reboots itself is not told.</summary>
    event Action<string>? PoweredOff
    {
        add { }
        remove { }
    }

    /// <summary>Whether the host's instances have this architecture.</summary>
    /// <param name="architecture">EC2's name: <c>x86_64</c> or <c>arm64</c>.</param>
    bool Runs(string architecture);

    /// <summary>Why this host cannot work on this machine, with what to do about it; null where it can.</summary>
    Task<string?> WhyNotAsync(CancellationToken cancellationToken);

    /// <summary>Creates an instance and starts it.</summary>
    /// <exception cref="InstanceHostException">It could not be made; the message says why and what to do.</exception>
    Task LaunchAsync(string instanceId, MachineImage image, CancellationToken cancellationToken);

    /// <summary>Starts a stopped instance; its disk is as it was.</summary>
    Task StartAsync(string instanceId, CancellationToken cancellationToken);

    /// <summary>Ends what runs in an instance; its disk stays.</summary>
    Task StopAsync(string instanceId, CancellationToken cancellationToken);

    /// <summary>Stops an instance and starts it anew; <c>/tmp</c> and <c>/run</c> are empty afterwards.</summary>
    Task RebootAsync(string instanceId, CancellationToken cancellationToken);

    /// <summary>Ends an instance and removes its disk; does nothing for one that is gone.</summary>
    Task TerminateAsync(string instanceId, CancellationToken cancellationToken);

    /// <summary>The address that a running instance's sshd listens on, if it is started; null where instances have none.</summary>
    Task<string?> AddressAsync(string instanceId, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    /// <summary>Runs a command in a running instance as root.</summary>
    /// <remarks>Of one instance, several commands may run at once.</remarks>
    /// <param name="instanceId">The instance.</param>
    /// <param name="command">What to run.</param>
    /// <param name="output">Called for each piece of output as it comes; may be called from any thread, never twice at once.</param>
    /// <param name="cancellationToken">Ends the command and all that it started.</param>
    /// <returns>The command's exit code.</returns>
    Task<int> RunAsync(string instanceId, InstanceCommand command, Action<OutputChunk> output, CancellationToken cancellationToken);

    /// <summary>Keeps the disk of a stopped instance as an image's content.</summary>
    /// <returns>The content's size in bytes.</returns>
    Task<long> CaptureAsync(string instanceId, string imageId, CancellationToken cancellationToken);

    /// <summary>Removes the content of an image; instances that were launched from it live on.</summary>
    Task RemoveImageAsync(string imageId, CancellationToken cancellationToken);

    /// <summary>Removes whatever a process that was killed left behind: mounts, processes, containers, folders.</summary>
    /// <param name="instanceIds">The instances that exist.</param>
    /// <param name="imageIds">The captured images that exist.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    Task ReconcileAsync(IReadOnlySet<string> instanceIds, IReadOnlySet<string> imageIds, CancellationToken cancellationToken);
}
