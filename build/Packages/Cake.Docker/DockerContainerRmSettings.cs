namespace Cake.Docker;

/// <summary>The options of <c>docker rm</c> that one uses in practice.</summary>
public sealed class DockerContainerRmSettings : AutoToolSettings
{
    /// <summary><c>--force</c>: whether a running one is killed first.</summary>
    public bool? Force { get; set; }

    /// <summary><c>--link</c>: whether the link is removed.</summary>
    public bool? Link { get; set; }

    /// <summary><c>--volumes</c>: whether its anonymous volumes go with it.</summary>
    public bool? Volumes { get; set; }
}
