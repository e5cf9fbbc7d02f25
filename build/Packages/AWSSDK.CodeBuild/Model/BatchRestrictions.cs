namespace Amazon.CodeBuild.Model;

/// <summary>The structure <c>BatchRestrictions</c> of AWS CodeBuild, API version 2016-10-06.</summary>
public class BatchRestrictions
{
    /// <summary>The API's <c>computeTypesAllowed</c>.</summary>
    public List<string> ComputeTypesAllowed { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The API's <c>fleetsAllowed</c>.</summary>
    public List<string> FleetsAllowed { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The API's <c>maximumBuildsAllowed</c>.</summary>
    public int? MaximumBuildsAllowed { get; set; }
}
