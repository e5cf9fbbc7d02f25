namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>ProjectSourceVersion</c>.</summary>
public class ProjectSourceVersion
{
    /// <summary>The source identifier (required).</summary>
    public string? SourceIdentifier { get; set; }

    /// <summary>The source version (required).</summary>
    public string? SourceVersion { get; set; }
}
