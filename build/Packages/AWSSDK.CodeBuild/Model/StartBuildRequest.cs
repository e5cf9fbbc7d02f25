namespace Amazon.CodeBuild.Model;

/// <summary>What <c>StartBuild</c> is asked with.</summary>
public class StartBuildRequest : AmazonCodeBuildRequest
{
    /// <summary>The API's <c>artifactsOverride</c>.</summary>
    public ProjectArtifacts ArtifactsOverride { get; set; }

    /// <summary>The API's <c>autoRetryLimitOverride</c>.</summary>
    public int? AutoRetryLimitOverride { get; set; }

    /// <summary>The API's <c>buildStatusConfigOverride</c>.</summary>
    public BuildStatusConfig BuildStatusConfigOverride { get; set; }

    /// <summary>The API's <c>buildspecOverride</c>.</summary>
    public string BuildspecOverride { get; set; }

    /// <summary>The API's <c>cacheOverride</c>.</summary>
    public ProjectCache CacheOverride { get; set; }

    /// <summary>The API's <c>certificateOverride</c>.</summary>
    public string CertificateOverride { get; set; }

    /// <summary>The API's <c>computeTypeOverride</c>.</summary>
    public ComputeType ComputeTypeOverride { get; set; }

    /// <summary>The API's <c>debugSessionEnabled</c>.</summary>
    public bool? DebugSessionEnabled { get; set; }

    /// <summary>The API's <c>encryptionKeyOverride</c>: at least 1 characters.</summary>
    public string EncryptionKeyOverride { get; set; }

    /// <summary>The API's <c>environmentTypeOverride</c>.</summary>
    public EnvironmentType EnvironmentTypeOverride { get; set; }

    /// <summary>The API's <c>environmentVariablesOverride</c>.</summary>
    public List<EnvironmentVariable> EnvironmentVariablesOverride { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The API's <c>fleetOverride</c>.</summary>
    public ProjectFleet FleetOverride { get; set; }

    /// <summary>The API's <c>gitCloneDepthOverride</c>: at least 0.</summary>
    public int? GitCloneDepthOverride { get; set; }

    /// <summary>The API's <c>gitSubmodulesConfigOverride</c>.</summary>
    public GitSubmodulesConfig GitSubmodulesConfigOverride { get; set; }

    /// <summary>The API's <c>hostKernelOverride</c>.</summary>
    public HostKernel HostKernelOverride { get; set; }

    /// <summary>The API's <c>idempotencyToken</c>.</summary>
    public string IdempotencyToken { get; set; }

    /// <summary>The API's <c>imageOverride</c>: at least 1 characters.</summary>
    public string ImageOverride { get; set; }

    /// <summary>The API's <c>imagePullCredentialsTypeOverride</c>.</summary>
    public ImagePullCredentialsType ImagePullCredentialsTypeOverride { get; set; }

    /// <summary>The API's <c>insecureSslOverride</c>.</summary>
    public bool? InsecureSslOverride { get; set; }

    /// <summary>The API's <c>logsConfigOverride</c>.</summary>
    public LogsConfig LogsConfigOverride { get; set; }

    /// <summary>The API's <c>privilegedModeOverride</c>.</summary>
    public bool? PrivilegedModeOverride { get; set; }

    /// <summary>Required. The API's <c>projectName</c>: at least 1 characters.</summary>
    public string ProjectName { get; set; }

    /// <summary>The API's <c>queuedTimeoutInMinutesOverride</c>: 5 to 480.</summary>
    public int? QueuedTimeoutInMinutesOverride { get; set; }

    /// <summary>The API's <c>registryCredentialOverride</c>.</summary>
    public RegistryCredential RegistryCredentialOverride { get; set; }

    /// <summary>The API's <c>reportBuildStatusOverride</c>.</summary>
    public bool? ReportBuildStatusOverride { get; set; }

    /// <summary>The API's <c>secondaryArtifactsOverride</c>: 0 to 12 items.</summary>
    public List<ProjectArtifacts> SecondaryArtifactsOverride { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The API's <c>secondarySourcesOverride</c>: 0 to 12 items.</summary>
    public List<ProjectSource> SecondarySourcesOverride { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The API's <c>secondarySourcesVersionOverride</c>: 0 to 12 items.</summary>
    public List<ProjectSourceVersion> SecondarySourcesVersionOverride { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The API's <c>serviceRoleOverride</c>: at least 1 characters.</summary>
    public string ServiceRoleOverride { get; set; }

    /// <summary>The API's <c>sourceAuthOverride</c>.</summary>
    public SourceAuth SourceAuthOverride { get; set; }

    /// <summary>The API's <c>sourceLocationOverride</c>.</summary>
    public string SourceLocationOverride { get; set; }

    /// <summary>The API's <c>sourceTypeOverride</c>.</summary>
    public SourceType SourceTypeOverride { get; set; }

    /// <summary>The API's <c>sourceVersion</c>.</summary>
    public string SourceVersion { get; set; }

    /// <summary>The API's <c>timeoutInMinutesOverride</c>: 5 to 2160.</summary>
    public int? TimeoutInMinutesOverride { get; set; }
}
