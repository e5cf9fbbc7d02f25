namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>BuildGroup</c>.</summary>
public class BuildGroup
{
    /// <summary>The current build summary.</summary>
    public BuildSummary? CurrentBuildSummary { get; set; }

    /// <summary>The depends on.</summary>
    public List<string> DependsOn { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

    /// <summary>The identifier.</summary>
    public string? Identifier { get; set; }

    /// <summary>The ignore failure.</summary>
    public bool? IgnoreFailure { get; set; }

    /// <summary>The prior build summary list.</summary>
    public List<BuildSummary> PriorBuildSummaryList { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;
}
