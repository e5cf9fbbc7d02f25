namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>BuildStatusConfig</c>.</summary>
public class BuildStatusConfig
{
    /// <summary>The context.</summary>
    public string? Context { get; set; }

    /// <summary>The target url.</summary>
    public string? TargetUrl { get; set; }
}
