namespace Cake.Docker;

/// <summary>The options of <c>docker image ls</c> that one uses in practice.</summary>
public sealed class DockerImageLsSettings : AutoToolSettings
{
    /// <summary><c>--all</c>: whether intermediate images are shown.</summary>
    public bool All { get; set; }

    /// <summary><c>--digests</c>: whether digests are shown.</summary>
    public bool Digests { get; set; }

    /// <summary><c>--filter</c>: such as <c>dangling=true</c>.</summary>
    public string? Filter { get; set; }

    /// <summary><c>--format</c>: a Go template.</summary>
    public string? Format { get; set; }

    /// <summary><c>--no-trunc</c>: whether IDs are whole.</summary>
    public bool NoTrunc { get; set; }

    /// <summary><c>--quiet</c>: whether only IDs are printed.</summary>
    public bool Quiet { get; set; }
}
