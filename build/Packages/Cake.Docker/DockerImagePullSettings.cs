namespace Cake.Docker;

/// <summary>The options of <c>docker pull</c> that one uses in practice.</summary>
public sealed class DockerImagePullSettings : AutoToolSettings
{
    /// <summary><c>--all-tags</c>: whether every tag is pulled.</summary>
    public bool? AllTags { get; set; }

    /// <summary><c>--platform</c>: such as <c>linux/arm64</c>.</summary>
    public string? Platform { get; set; }
}
