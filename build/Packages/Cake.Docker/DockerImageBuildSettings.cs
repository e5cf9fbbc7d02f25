namespace Cake.Docker;

/// <summary>The options of <c>docker build</c> that one uses in practice.</summary>
public sealed class DockerImageBuildSettings : AutoToolSettings
{
    /// <summary><c>--build-arg</c>: build-time variables, as <c>NAME=value</c>.</summary>
    public string[]? BuildArg { get; set; }

    /// <summary><c>--file</c>: the Dockerfile.</summary>
    public string? File { get; set; }

    /// <summary><c>--label</c>: labels, as <c>name=value</c>.</summary>
    public string[]? Label { get; set; }

    /// <summary><c>--network</c>: the network of the RUN steps.</summary>
    public string? Network { get; set; }

    /// <summary><c>--no-cache</c>: whether the cache is left aside.</summary>
    public bool? NoCache { get; set; }

    /// <summary><c>--platform</c>: such as <c>linux/arm64</c>.</summary>
    public string? Platform { get; set; }

    /// <summary><c>--pull</c>: whether a newer base image is looked for.</summary>
    public bool? Pull { get; set; }

    /// <summary><c>--quiet</c>: whether only the image's ID is printed.</summary>
    public bool? Quiet { get; set; }

    /// <summary><c>--rm</c>: whether intermediate containers are removed.</summary>
    public bool? Rm { get; set; }

    /// <summary><c>--tag</c>: names, as <c>name:tag</c>.</summary>
    public string[]? Tag { get; set; }

    /// <summary><c>--target</c>: the stage to stop at.</summary>
    public string? Target { get; set; }
}
