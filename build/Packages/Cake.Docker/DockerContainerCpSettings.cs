namespace Cake.Docker;

/// <summary>The options of <c>docker cp</c> that one uses in practice.</summary>
public sealed class DockerContainerCpSettings : AutoToolSettings
{
    /// <summary><c>--archive</c>: whether owner and group come along.</summary>
    public bool? Archive { get; set; }

    /// <summary><c>--follow-link</c>: whether links in the source are followed.</summary>
    public bool? FollowLink { get; set; }
}
