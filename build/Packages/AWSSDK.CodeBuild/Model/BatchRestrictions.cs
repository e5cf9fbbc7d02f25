namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>BatchRestrictions</c>.</summary>
public class BatchRestrictions
{
    /// <summary>The compute types allowed.</summary>
    public List<string> ComputeTypesAllowed { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

    /// <summary>The fleets allowed.</summary>
    public List<string> FleetsAllowed { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

    /// <summary>The maximum builds allowed.</summary>
    public int? MaximumBuildsAllowed { get; set; }
}
