namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>Build</c>.</summary>
public class Build
{
    /// <summary>The arn (at least 1 characters).</summary>
    public string? Arn { get; set; }

    /// <summary>The artifacts.</summary>
    public BuildArtifacts? Artifacts { get; set; }

    /// <summary>The auto retry config.</summary>
    public AutoRetryConfig? AutoRetryConfig { get; set; }

    /// <summary>The build batch arn.</summary>
    public string? BuildBatchArn { get; set; }

    /// <summary>The build complete.</summary>
    public bool? BuildComplete { get; set; }

    /// <summary>The build number.</summary>
    public long? BuildNumber { get; set; }

    /// <summary>The build status.</summary>
    public StatusType? BuildStatus { get; set; }

    /// <summary>The cache.</summary>
    public ProjectCache? Cache { get; set; }

    /// <summary>The current phase.</summary>
    public string? CurrentPhase { get; set; }

    /// <summary>The debug session.</summary>
    public DebugSession? DebugSession { get; set; }

    /// <summary>The encryption key (at least 1 characters).</summary>
    public string? EncryptionKey { get; set; }

    /// <summary>The end time, in UTC.</summary>
    public DateTime? EndTime { get; set; }

    /// <summary>The environment.</summary>
    public ProjectEnvironment? Environment { get; set; }

    /// <summary>The exported environment variables.</summary>
    public List<ExportedEnvironmentVariable> ExportedEnvironmentVariables { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

    /// <summary>The file system locations.</summary>
    public List<ProjectFileSystemLocation> FileSystemLocations { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

    /// <summary>The id (at least 1 characters).</summary>
    public string? Id { get; set; }

    /// <summary>The initiator.</summary>
    public string? Initiator { get; set; }

    /// <summary>The logs.</summary>
    public LogsLocation? Logs { get; set; }

    /// <summary>The network interface.</summary>
    public NetworkInterface? NetworkInterface { get; set; }

    /// <summary>The phases.</summary>
    public List<BuildPhase> Phases { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

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

    /// <summary>The timeout in minutes.</summary>
    public int? TimeoutInMinutes { get; set; }

    /// <summary>The vpc config.</summary>
    public VpcConfig? VpcConfig { get; set; }
}
