namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>Project</c>.</summary>
public class Project
{
    /// <summary>The arn.</summary>
    public string? Arn { get; set; }

    /// <summary>The artifacts.</summary>
    public ProjectArtifacts? Artifacts { get; set; }

    /// <summary>The auto retry limit.</summary>
    public int? AutoRetryLimit { get; set; }

    /// <summary>The badge.</summary>
    public ProjectBadge? Badge { get; set; }

    /// <summary>The build batch config.</summary>
    public ProjectBuildBatchConfig? BuildBatchConfig { get; set; }

    /// <summary>The cache.</summary>
    public ProjectCache? Cache { get; set; }

    /// <summary>The concurrent build limit.</summary>
    public int? ConcurrentBuildLimit { get; set; }

    /// <summary>The created, in UTC.</summary>
    public DateTime? Created { get; set; }

    /// <summary>The description (0 to 255 characters).</summary>
    public string? Description { get; set; }

    /// <summary>The encryption key (at least 1 characters).</summary>
    public string? EncryptionKey { get; set; }

    /// <summary>The environment.</summary>
    public ProjectEnvironment? Environment { get; set; }

    /// <summary>The file system locations.</summary>
    public List<ProjectFileSystemLocation> FileSystemLocations { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

    /// <summary>The last modified, in UTC.</summary>
    public DateTime? LastModified { get; set; }

    /// <summary>The logs config.</summary>
    public LogsConfig? LogsConfig { get; set; }

    /// <summary>The name (2 to 150 characters).</summary>
    public string? Name { get; set; }

    /// <summary>The project visibility.</summary>
    public ProjectVisibilityType? ProjectVisibility { get; set; }

    /// <summary>The public project alias (at least 1 characters).</summary>
    public string? PublicProjectAlias { get; set; }

    /// <summary>The queued timeout in minutes (5 to 480).</summary>
    public int? QueuedTimeoutInMinutes { get; set; }

    /// <summary>The resource access role (at least 1 characters).</summary>
    public string? ResourceAccessRole { get; set; }

    /// <summary>The secondary artifacts (0 to 12 items).</summary>
    public List<ProjectArtifacts> SecondaryArtifacts { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

    /// <summary>The secondary source versions (0 to 12 items).</summary>
    public List<ProjectSourceVersion> SecondarySourceVersions { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

    /// <summary>The secondary sources (0 to 12 items).</summary>
    public List<ProjectSource> SecondarySources { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

    /// <summary>The service role (at least 1 characters).</summary>
    public string? ServiceRole { get; set; }

    /// <summary>The source.</summary>
    public ProjectSource? Source { get; set; }

    /// <summary>The source version.</summary>
    public string? SourceVersion { get; set; }

    /// <summary>The tags (0 to 50 items).</summary>
    public List<Tag> Tags { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

    /// <summary>The timeout in minutes (5 to 2160).</summary>
    public int? TimeoutInMinutes { get; set; }

    /// <summary>The vpc config.</summary>
    public VpcConfig? VpcConfig { get; set; }

    /// <summary>The webhook.</summary>
    public Webhook? Webhook { get; set; }
}
