namespace Amazon.CodeBuild.Model;

/// <summary>The structure <c>ProjectCache</c> of AWS CodeBuild, API version 2016-10-06.</summary>
public class ProjectCache
{
    /// <summary>The API's <c>cacheNamespace</c>.</summary>
    public string CacheNamespace { get; set; }

    /// <summary>The API's <c>location</c>.</summary>
    public string Location { get; set; }

    /// <summary>The API's <c>modes</c>.</summary>
    public List<CacheMode> Modes { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>Required. The API's <c>type</c>.</summary>
    public CacheType Type { get; set; }
}
