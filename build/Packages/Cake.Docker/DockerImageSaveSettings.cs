namespace Cake.Docker;

/// <summary>The options of <c>docker save</c> that one uses in practice.</summary>
public sealed class DockerImageSaveSettings : AutoToolSettings
{
    /// <summary><c>--output</c>: the file to write.</summary>
    public string? Output { get; set; }
}
