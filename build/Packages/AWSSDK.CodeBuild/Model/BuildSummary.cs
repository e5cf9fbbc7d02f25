namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>BuildSummary</c>.</summary>
public class BuildSummary
{
    /// <summary>The arn.</summary>
    public string? Arn { get; set; }

    /// <summary>The build status.</summary>
    public StatusType? BuildStatus { get; set; }

    /// <summary>The primary artifact.</summary>
    public ResolvedArtifact? PrimaryArtifact { get; set; }

    /// <summary>The requested on, in UTC.</summary>
    public DateTime? RequestedOn { get; set; }

    /// <summary>The secondary artifacts.</summary>
    public List<ResolvedArtifact> SecondaryArtifacts { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;
}
