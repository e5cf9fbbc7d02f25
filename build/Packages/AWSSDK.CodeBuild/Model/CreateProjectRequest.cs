namespace Amazon.CodeBuild.Model;

/// <summary>What <c>CreateProject</c> is asked.</summary>
public class CreateProjectRequest : AmazonCodeBuildRequest
{
    /// <summary>The artifacts (required).</summary>
    public ProjectArtifacts? Artifacts { get; set; }

    /// <summary>The auto retry limit.</summary>
    public int? AutoRetryLimit { get; set; }

    /// <summary>The badge enabled.</summary>
    public bool? BadgeEnabled { get; set; }

    /// <summary>The build batch config.</summary>
    public ProjectBuildBatchConfig? BuildBatchConfig { get; set; }

    /// <summary>The cache.</summary>
    public ProjectCache? Cache { get; set; }

    /// <summary>The concurrent build limit.</summary>
    public int? ConcurrentBuildLimit { get; set; }

    /// <summary>The description (0 to 255 characters).</summary>
    public string? Description { get; set; }

    /// <summary>The encryption key (at least 1 characters).</summary>
    public string? EncryptionKey { get; set; }

    /// <summary>The environment (required).</summary>
    public ProjectEnvironment? Environment { get; set; }

    /// <summary>The file system locations.</summary>
    public List<ProjectFileSystemLocation> FileSystemLocations { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

    /// <summary>The logs config.</summary>
    public LogsConfig? LogsConfig { get; set; }

    /// <summary>The name (required; 2 to 150 characters).</summary>
    public string? Name { get; set; }

    /// <summary>The queued timeout in minutes (5 to 480).</summary>
    public int? QueuedTimeoutInMinutes { get; set; }

    /// <summary>The secondary artifacts (0 to 12 items).</summary>
    public List<ProjectArtifacts> SecondaryArtifacts { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

    /// <summary>The secondary source versions (0 to 12 items).</summary>
    public List<ProjectSourceVersion> SecondarySourceVersions { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

    /// <summary>The secondary sources (0 to 12 items).</summary>
    public List<ProjectSource> SecondarySources { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

    /// <summary>The service role (required; at least 1 characters).</summary>
    public string? ServiceRole { get; set; }

    /// <summary>The source (required).</summary>
    public ProjectSource? Source { get; set; }

    /// <summary>The source version.</summary>
    public string? SourceVersion { get; set; }

    /// <summary>The tags (0 to 50 items).</summary>
    public List<Tag> Tags { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

    /// <summary>The timeout in minutes (5 to 2160).</summary>
    public int? TimeoutInMinutes { get; set; }

    /// <summary>The vpc config.</summary>
    public VpcConfig? VpcConfig { get; set; }
}
