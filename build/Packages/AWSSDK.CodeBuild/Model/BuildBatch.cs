namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>BuildBatch</c>.</summary>
public class BuildBatch
{
    /// <summary>The arn (at least 1 characters).</summary>
    public string? Arn { get; set; }

    /// <summary>The artifacts.</summary>
    public BuildArtifacts? Artifacts { get; set; }

    /// <summary>The build batch config.</summary>
    public ProjectBuildBatchConfig? BuildBatchConfig { get; set; }

    /// <summary>The build batch number.</summary>
    public long? BuildBatchNumber { get; set; }

    /// <summary>The build batch status.</summary>
    public StatusType? BuildBatchStatus { get; set; }

    /// <summary>The build groups.</summary>
    public List<BuildGroup> BuildGroups { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

    /// <summary>The build timeout in minutes.</summary>
    public int? BuildTimeoutInMinutes { get; set; }

    /// <summary>The cache.</summary>
    public ProjectCache? Cache { get; set; }

    /// <summary>The complete.</summary>
    public bool? Complete { get; set; }

    /// <summary>The current phase.</summary>
    public string? CurrentPhase { get; set; }

    /// <summary>The debug session enabled.</summary>
    public bool? DebugSessionEnabled { get; set; }

    /// <summary>The encryption key (at least 1 characters).</summary>
    public string? EncryptionKey { get; set; }

    /// <summary>The end time, in UTC.</summary>
    public DateTime? EndTime { get; set; }

    /// <summary>The environment.</summary>
    public ProjectEnvironment? Environment { get; set; }

    /// <summary>The file system locations.</summary>
    public List<ProjectFileSystemLocation> FileSystemLocations { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

    /// <summary>The id (at least 1 characters).</summary>
    public string? Id { get; set; }

    /// <summary>The initiator.</summary>
    public string? Initiator { get; set; }

    /// <summary>The log config.</summary>
    public LogsConfig? LogConfig { get; set; }

    /// <summary>The phases.</summary>
    public List<BuildBatchPhase> Phases { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

    /// <summary>The project name (at least 1 characters).</summary>
    public string? ProjectName { get; set; }

    /// <summary>The queued timeout in minutes.</summary>
    public int? QueuedTimeoutInMinutes { get; set; }

    /// <summary>The report arns.</summary>
    public List<string> ReportArns { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

    /// <summary>The resolved source version (at least 1 characters).</summary>
    public string? ResolvedSourceVersion { get; set; }

    /// <summary>The secondary artifacts (0 to 12 items).</summary>
    public List<BuildArtifacts> SecondaryArtifacts { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

    /// <summary>The secondary source versions (0 to 12 items).</summary>
    public List<ProjectSourceVersion> SecondarySourceVersions { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

    /// <summary>The secondary sources (0 to 12 items).</summary>
    public List<ProjectSource> SecondarySources { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

    /// <summary>The service role (at least 1 characters).</summary>
    public string? ServiceRole { get; set; }

    /// <summary>The source.</summary>
    public ProjectSource? Source { get; set; }

    /// <summary>The source version (at least 1 characters).</summary>
    public string? SourceVersion { get; set; }

    /// <summary>The start time, in UTC.</summary>
    public DateTime? StartTime { get; set; }

    /// <summary>The vpc config.</summary>
    public VpcConfig? VpcConfig { get; set; }
}
