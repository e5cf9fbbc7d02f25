namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>ProjectEnvironment</c>.</summary>
public class ProjectEnvironment
{
    /// <summary>The certificate.</summary>
    public string? Certificate { get; set; }

    /// <summary>The compute configuration.</summary>
    public ComputeConfiguration? ComputeConfiguration { get; set; }

    /// <summary>The compute type (required).</summary>
    public ComputeType? ComputeType { get; set; }

    /// <summary>The docker server.</summary>
    public DockerServer? DockerServer { get; set; }

    /// <summary>The environment variables.</summary>
    public List<EnvironmentVariable> EnvironmentVariables { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

    /// <summary>The fleet.</summary>
    public ProjectFleet? Fleet { get; set; }

    /// <summary>The host kernel.</summary>
    public HostKernel? HostKernel { get; set; }

    /// <summary>The image (required; at least 1 characters).</summary>
    public string? Image { get; set; }

    /// <summary>The image pull credentials type.</summary>
    public ImagePullCredentialsType? ImagePullCredentialsType { get; set; }

    /// <summary>The privileged mode.</summary>
    public bool? PrivilegedMode { get; set; }

    /// <summary>The registry credential.</summary>
    public RegistryCredential? RegistryCredential { get; set; }

    /// <summary>The type (required).</summary>
    public EnvironmentType? Type { get; set; }
}
