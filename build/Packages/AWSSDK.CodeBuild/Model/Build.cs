namespace Amazon.CodeBuild.Model;

/// <summary>The structure <c>Build</c> of AWS CodeBuild, API version 2016-10-06.</summary>
public class Build
{
    /// <summary>The API's <c>arn</c>: at least 1 characters.</summary>
    public string Arn { get; set; }

    /// <summary>The API's <c>artifacts</c>.</summary>
    public BuildArtifacts Artifacts { get; set; }

    /// <summary>The API's <c>autoRetryConfig</c>.</summary>
    public AutoRetryConfig AutoRetryConfig { get; set; }

    /// <summary>The API's <c>buildBatchArn</c>.</summary>
    public string BuildBatchArn { get; set; }

    /// <summary>The API's <c>buildComplete</c>.</summary>
    public bool? BuildComplete { get; set; }

    /// <summary>The API's <c>buildNumber</c>.</summary>
    public long? BuildNumber { get; set; }

    /// <summary>The API's <c>buildStatus</c>.</summary>
    public StatusType BuildStatus { get; set; }

    /// <summary>The API's <c>cache</c>.</summary>
    public ProjectCache Cache { get; set; }

    /// <summary>The API's <c>currentPhase</c>.</summary>
    public string CurrentPhase { get; set; }

    /// <summary>The API's <c>debugSession</c>.</summary>
    public DebugSession DebugSession { get; set; }

    /// <summary>The API's <c>encryptionKey</c>: at least 1 characters.</summary>
    public string EncryptionKey { get; set; }

    /// <summary>The API's <c>endTime</c>: UTC.</summary>
    public DateTime? EndTime { get; set; }

    /// <summary>The API's <c>environment</c>.</summary>
    public ProjectEnvironment Environment { get; set; }

    /// <summary>The API's <c>exportedEnvironmentVariables</c>.</summary>
    public List<ExportedEnvironmentVariable> ExportedEnvironmentVariables { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The API's <c>fileSystemLocations</c>.</summary>
    public List<ProjectFileSystemLocation> FileSystemLocations { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The API's <c>id</c>: at least 1 characters.</summary>
    public string Id { get; set; }

    /// <summary>The API's <c>initiator</c>.</summary>
    public string Initiator { get; set; }

    /// <summary>The API's <c>logs</c>.</summary>
    public LogsLocation Logs { get; set; }

    /// <summary>The API's <c>networkInterface</c>.</summary>
    public NetworkInterface NetworkInterface { get; set; }

    /// <summary>The API's <c>phases</c>.</summary>
    public List<BuildPhase> Phases { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The API's <c>projectName</c>: at least 1 characters.</summary>
    public string ProjectName { get; set; }

    /// <summary>The API's <c>queuedTimeoutInMinutes</c>.</summary>
    public int? QueuedTimeoutInMinutes { get; set; }

    /// <summary>The API's <c>reportArns</c>.</summary>
    public List<string> ReportArns { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The API's <c>resolvedSourceVersion</c>: at least 1 characters.</summary>
    public string ResolvedSourceVersion { get; set; }

    /// <summary>The API's <c>secondaryArtifacts</c>: 0 to 12 items.</summary>
    public List<BuildArtifacts> SecondaryArtifacts { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The API's <c>secondarySourceVersions</c>: 0 to 12 items.</summary>
    public List<ProjectSourceVersion> SecondarySourceVersions { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The API's <c>secondarySources</c>: 0 to 12 items.</summary>
    public List<ProjectSource> SecondarySources { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The API's <c>serviceRole</c>: at least 1 characters.</summary>
    public string ServiceRole { get; set; }

    /// <summary>The API's <c>source</c>.</summary>
    public ProjectSource Source { get; set; }

    /// <summary>The API's <c>sourceVersion</c>: at least 1 characters.</summary>
    public string SourceVersion { get; set; }

    /// <summary>The API's <c>startTime</c>: UTC.</summary>
    public DateTime? StartTime { get; set; }

    /// <summary>The API's <c>timeoutInMinutes</c>.</summary>
    public int? TimeoutInMinutes { get; set; }

    /// <summary>The API's <c>vpcConfig</c>.</summary>
    public VpcConfig VpcConfig { get; set; }
}
