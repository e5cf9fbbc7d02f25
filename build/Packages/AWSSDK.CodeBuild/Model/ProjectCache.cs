namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>ProjectCache</c>.</summary>
public class ProjectCache
{
    /// <summary>The cache namespace.</summary>
    public string? CacheNamespace { get; set; }

    /// <summary>The location.</summary>
    public string? Location { get; set; }

    /// <summary>The modes.</summary>
    public List<string> Modes { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

    /// <summary>The type (required).</summary>
    public CacheType? Type { get; set; }
}
