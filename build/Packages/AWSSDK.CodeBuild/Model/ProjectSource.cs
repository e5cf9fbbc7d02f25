namespace Amazon.CodeBuild.Model;

/// <summary>The structure <c>ProjectSource</c> of AWS CodeBuild, API version 2016-10-06.</summary>
public class ProjectSource
{
    /// <summary>The API's <c>auth</c>.</summary>
    public SourceAuth Auth { get; set; }

    /// <summary>The API's <c>buildStatusConfig</c>.</summary>
    public BuildStatusConfig BuildStatusConfig { get; set; }

    /// <summary>The API's <c>buildspec</c>.</summary>
    public string Buildspec { get; set; }

    /// <summary>The API's <c>gitCloneDepth</c>: at least 0.</summary>
    public int? GitCloneDepth { get; set; }

    /// <summary>The API's <c>gitSubmodulesConfig</c>.</summary>
    public GitSubmodulesConfig GitSubmodulesConfig { get; set; }

    /// <summary>The API's <c>insecureSsl</c>.</summary>
    public bool? InsecureSsl { get; set; }

    /// <summary>The API's <c>location</c>.</summary>
    public string Location { get; set; }

    /// <summary>The API's <c>reportBuildStatus</c>.</summary>
    public bool? ReportBuildStatus { get; set; }

    /// <summary>The API's <c>sourceIdentifier</c>.</summary>
    public string SourceIdentifier { get; set; }

    /// <summary>Required. The API's <c>type</c>.</summary>
    public SourceType Type { get; set; }
}
