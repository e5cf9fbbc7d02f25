namespace Amazon.CodeBuild.Model;

/// <summary>The structure <c>Project</c> of AWS CodeBuild, API version 2016-10-06.</summary>
public class Project
{
    /// <summary>The API's <c>arn</c>.</summary>
    public string Arn { get; set; }

    /// <summary>The API's <c>artifacts</c>.</summary>
    public ProjectArtifacts Artifacts { get; set; }

    /// <summary>The API's <c>autoRetryLimit</c>.</summary>
    public int? AutoRetryLimit { get; set; }

    /// <summary>The API's <c>badge</c>.</summary>
    public ProjectBadge Badge { get; set; }

    /// <summary>The API's <c>buildBatchConfig</c>.</summary>
    public ProjectBuildBatchConfig BuildBatchConfig { get; set; }

    /// <summary>The API's <c>cache</c>.</summary>
    public ProjectCache Cache { get; set; }

    /// <summary>The API's <c>concurrentBuildLimit</c>.</summary>
    public int? ConcurrentBuildLimit { get; set; }

    /// <summary>The API's <c>created</c>: UTC.</summary>
    public DateTime? Created { get; set; }

    /// <summary>The API's <c>description</c>: 0 to 255 characters.</summary>
    public string Description { get; set; }

    /// <summary>The API's <c>encryptionKey</c>: at least 1 characters.</summary>
    public string EncryptionKey { get; set; }

    /// <summary>The API's <c>environment</c>.</summary>
    public ProjectEnvironment Environment { get; set; }

    /// <summary>The API's <c>fileSystemLocations</c>.</summary>
    public List<ProjectFileSystemLocation> FileSystemLocations { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The API's <c>lastModified</c>: UTC.</summary>
    public DateTime? LastModified { get; set; }

    /// <summary>The API's <c>logsConfig</c>.</summary>
    public LogsConfig LogsConfig { get; set; }

    /// <summary>The API's <c>name</c>: 2 to 150 characters.</summary>
    public string Name { get; set; }

    /// <summary>The API's <c>projectVisibility</c>.</summary>
    public ProjectVisibilityType ProjectVisibility { get; set; }

    /// <summary>The API's <c>publicProjectAlias</c>: at least 1 characters.</summary>
    public string PublicProjectAlias { get; set; }

    /// <summary>The API's <c>queuedTimeoutInMinutes</c>: 5 to 480.</summary>
    public int? QueuedTimeoutInMinutes { get; set; }

    /// <summary>The API's <c>resourceAccessRole</c>: at least 1 characters.</summary>
    public string ResourceAccessRole { get; set; }

    /// <summary>The API's <c>secondaryArtifacts</c>: 0 to 12 items.</summary>
    public List<ProjectArtifacts> SecondaryArtifacts { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The API's <c>secondarySourceVersions</c>: 0 to 12 items.</summary>
    public List<ProjectSourceVersion> SecondarySourceVersions { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The API's <c>secondarySources</c>: 0 to 12 items.</summary>
    public List<ProjectSource> SecondarySources { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The API's <c>serviceRole</c>: at least 1 characters.</summary>
    public string ServiceRole { get; set; }

    /// <summary>The API's <c>source</c>.</summary>
    public ProjectSource Source { get; set; }

    /// <summary>The API's <c>sourceVersion</c>.</summary>
    public string SourceVersion { get; set; }

    /// <summary>The API's <c>tags</c>: 0 to 50 items.</summary>
    public List<Tag> Tags { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The API's <c>timeoutInMinutes</c>: 5 to 2160.</summary>
    public int? TimeoutInMinutes { get; set; }

    /// <summary>The API's <c>vpcConfig</c>.</summary>
    public VpcConfig VpcConfig { get; set; }

    /// <summary>The API's <c>webhook</c>.</summary>
    public Webhook Webhook { get; set; }
}
