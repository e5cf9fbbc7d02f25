namespace Cake.Docker;

/// <summary>The options of <c>docker create</c> that one uses in practice.</summary>
public sealed class DockerContainerCreateSettings : AutoToolSettings
{
    /// <summary><c>--cap-add</c>: capabilities to add.</summary>
    public string[]? CapAdd { get; set; }

    /// <summary><c>--cap-drop</c>: capabilities to drop.</summary>
    public string[]? CapDrop { get; set; }

    /// <summary><c>--device</c>: a host device for the container.</summary>
    public string[]? Device { get; set; }

    /// <summary><c>--entrypoint</c>: in place of the image's.</summary>
    public string? Entrypoint { get; set; }

    /// <summary><c>--env</c>: environment variables, as <c>NAME=value</c>.</summary>
    public string[]? Env { get; set; }

    /// <summary><c>--env-file</c>: files of environment variables.</summary>
    public string[]? EnvFile { get; set; }

    /// <summary><c>--hostname</c>: the container's host name.</summary>
    public string? Hostname { get; set; }

    /// <summary><c>--init</c>: whether an init process forwards signals and reaps processes.</summary>
    public bool? Init { get; set; }

    /// <summary><c>--interactive</c>: whether standard input stays open.</summary>
    public bool? Interactive { get; set; }

    /// <summary><c>--label</c>: labels, as <c>name=value</c>.</summary>
    public string[]? Label { get; set; }

    /// <summary><c>--memory</c>: the limit, such as <c>512m</c>.</summary>
    public string? Memory { get; set; }

    /// <summary><c>--mount</c>: mounts, such as <c>type=bind,source=/a,target=/b</c>.</summary>
    public string[]? Mount { get; set; }

    /// <summary><c>--name</c>: the container's name.</summary>
    public string? Name { get; set; }

    /// <summary><c>--network</c>: the network, such as <c>none</c>.</summary>
    public string? Network { get; set; }

    /// <summary><c>--platform</c>: such as <c>linux/arm64</c>.</summary>
    public string? Platform { get; set; }

    /// <summary><c>--privileged</c>: whether it gets extended privileges.</summary>
    public bool? Privileged { get; set; }

    /// <summary><c>--publish</c>: ports, as <c>host:container</c>.</summary>
    public string[]? Publish { get; set; }

    /// <summary><c>--read-only</c>: whether its root file system is read only.</summary>
    public bool? ReadOnly { get; set; }

    /// <summary><c>--rm</c>: whether it is removed when it ends.</summary>
    public bool? Rm { get; set; }

    /// <summary><c>--security-opt</c>: security options.</summary>
    public string[]? SecurityOpt { get; set; }

    /// <summary><c>--tmpfs</c>: folders that are in memory.</summary>
    public string[]? Tmpfs { get; set; }

    /// <summary><c>--tty</c>: whether it gets a terminal.</summary>
    public bool? Tty { get; set; }

    /// <summary><c>--user</c>: a name or UID, with <c>:group</c> if need be.</summary>
    public string? User { get; set; }

    /// <summary><c>--volume</c>: bind mounts, as <c>/host:/container:ro</c>.</summary>
    public string[]? Volume { get; set; }

    /// <summary><c>--workdir</c>: the folder that its command starts in.</summary>
    public string? Workdir { get; set; }
}
