namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>ResolvedArtifact</c>.</summary>
public class ResolvedArtifact
{
    /// <summary>The identifier.</summary>
    public string? Identifier { get; set; }

    /// <summary>The location.</summary>
    public string? Location { get; set; }

    /// <summary>The type.</summary>
    public ArtifactsType? Type { get; set; }
}
