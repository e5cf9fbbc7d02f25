namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>GitSubmodulesConfig</c>.</summary>
public class GitSubmodulesConfig
{
    /// <summary>The fetch submodules (required).</summary>
    public bool? FetchSubmodules { get; set; }
}
