namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>ProjectSource</c>.</summary>
public class ProjectSource
{
    /// <summary>The auth.</summary>
    public SourceAuth? Auth { get; set; }

    /// <summary>The build status config.</summary>
    public BuildStatusConfig? BuildStatusConfig { get; set; }

    /// <summary>The buildspec.</summary>
    public string? Buildspec { get; set; }

    /// <summary>The git clone depth (at least 0).</summary>
    public int? GitCloneDepth { get; set; }

    /// <summary>The git submodules config.</summary>
    public GitSubmodulesConfig? GitSubmodulesConfig { get; set; }

    /// <summary>The insecure ssl.</summary>
    public bool? InsecureSsl { get; set; }

    /// <summary>The location.</summary>
    public string? Location { get; set; }

    /// <summary>The report build status.</summary>
    public bool? ReportBuildStatus { get; set; }

    /// <summary>The source identifier.</summary>
    public string? SourceIdentifier { get; set; }

    /// <summary>The type (required).</summary>
    public SourceType? Type { get; set; }
}
