namespace Amazon.CodeBuild.Model;

/// <summary>What <c>StartBuild</c> is asked.</summary>
public class StartBuildRequest : AmazonCodeBuildRequest
{
    /// <summary>The artifacts override.</summary>
    public ProjectArtifacts? ArtifactsOverride { get; set; }

    /// <summary>The auto retry limit override.</summary>
    public int? AutoRetryLimitOverride { get; set; }

    /// <summary>The build status config override.</summary>
    public BuildStatusConfig? BuildStatusConfigOverride { get; set; }

    /// <summary>The buildspec override.</summary>
    public string? BuildspecOverride { get; set; }

    /// <summary>The cache override.</summary>
    public ProjectCache? CacheOverride { get; set; }

    /// <summary>The certificate override.</summary>
    public string? CertificateOverride { get; set; }

    /// <summary>The compute type override.</summary>
    public ComputeType? ComputeTypeOverride { get; set; }

    /// <summary>The debug session enabled.</summary>
    public bool? DebugSessionEnabled { get; set; }

    /// <summary>The encryption key override (at least 1 characters).</summary>
    public string? EncryptionKeyOverride { get; set; }

    /// <summary>The environment type override.</summary>
    public EnvironmentType? EnvironmentTypeOverride { get; set; }

    /// <summary>The environment variables override.</summary>
    public List<EnvironmentVariable> EnvironmentVariablesOverride { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

    /// <summary>The fleet override.</summary>
    public ProjectFleet? FleetOverride { get; set; }

    /// <summary>The git clone depth override (at least 0).</summary>
    public int? GitCloneDepthOverride { get; set; }

    /// <summary>The git submodules config override.</summary>
    public GitSubmodulesConfig? GitSubmodulesConfigOverride { get; set; }

    /// <summary>The host kernel override.</summary>
    public HostKernel? HostKernelOverride { get; set; }

    /// <summary>The idempotency token.</summary>
    public string? IdempotencyToken { get; set; }

    /// <summary>The image override (at least 1 characters).</summary>
    public string? ImageOverride { get; set; }

    /// <summary>The image pull credentials type override.</summary>
    public ImagePullCredentialsType? ImagePullCredentialsTypeOverride { get; set; }

    /// <summary>The insecure ssl override.</summary>
    public bool? InsecureSslOverride { get; set; }

    /// <summary>The logs config override.</summary>
    public LogsConfig? LogsConfigOverride { get; set; }

    /// <summary>The privileged mode override.</summary>
    public bool? PrivilegedModeOverride { get; set; }

    /// <summary>The project name (required; at least 1 characters).</summary>
    public string? ProjectName { get; set; }

    /// <summary>The queued timeout in minutes override (5 to 480).</summary>
    public int? QueuedTimeoutInMinutesOverride { get; set; }

    /// <summary>The registry credential override.</summary>
    public RegistryCredential? RegistryCredentialOverride { get; set; }

    /// <summary>The report build status override.</summary>
    public bool? ReportBuildStatusOverride { get; set; }

    /// <summary>The secondary artifacts override (0 to 12 items).</summary>
    public List<ProjectArtifacts> SecondaryArtifactsOverride { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

    /// <summary>The secondary sources override (0 to 12 items).</summary>
    public List<ProjectSource> SecondarySourcesOverride { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

    /// <summary>The secondary sources version override (0 to 12 items).</summary>
    public List<ProjectSourceVersion> SecondarySourcesVersionOverride { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

    /// <summary>The service role override (at least 1 characters).</summary>
    public string? ServiceRoleOverride { get; set; }

    /// <summary>The source auth override.</summary>
    public SourceAuth? SourceAuthOverride { get; set; }

    /// <summary>The source location override.</summary>
    public string? SourceLocationOverride { get; set; }

    /// <summary>The source type override.</summary>
    public SourceType? SourceTypeOverride { get; set; }

    /// <summary>The source version.</summary>
    public string? SourceVersion { get; set; }

    /// <summary>The timeout in minutes override (5 to 2160).</summary>
    public int? TimeoutInMinutesOverride { get; set; }
}
