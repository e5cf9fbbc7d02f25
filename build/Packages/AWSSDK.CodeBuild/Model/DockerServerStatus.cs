namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>DockerServerStatus</c>.</summary>
public class DockerServerStatus
{
    /// <summary>The message.</summary>
    public string? Message { get; set; }

    /// <summary>The status.</summary>
    public string? Status { get; set; }
}
