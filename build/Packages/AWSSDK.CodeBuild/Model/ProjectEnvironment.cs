namespace Amazon.CodeBuild.Model;

/// <summary>The structure <c>ProjectEnvironment</c> of AWS CodeBuild, API version 2016-10-06.</summary>
public class ProjectEnvironment
{
    /// <summary>The API's <c>certificate</c>.</summary>
    public string Certificate { get; set; }

    /// <summary>The API's <c>computeConfiguration</c>.</summary>
    public ComputeConfiguration ComputeConfiguration { get; set; }

    /// <summary>Required. The API's <c>computeType</c>.</summary>
    public ComputeType ComputeType { get; set; }

    /// <summary>The API's <c>dockerServer</c>.</summary>
    public DockerServer DockerServer { get; set; }

    /// <summary>The API's <c>environmentVariables</c>.</summary>
    public List<EnvironmentVariable> EnvironmentVariables { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The API's <c>fleet</c>.</summary>
    public ProjectFleet Fleet { get; set; }

    /// <summary>The API's <c>hostKernel</c>.</summary>
    public HostKernel HostKernel { get; set; }

    /// <summary>Required. The API's <c>image</c>: at least 1 characters.</summary>
    public string Image { get; set; }

    /// <summary>The API's <c>imagePullCredentialsType</c>.</summary>
    public ImagePullCredentialsType ImagePullCredentialsType { get; set; }

    /// <summary>The API's <c>privilegedMode</c>.</summary>
    public bool? PrivilegedMode { get; set; }

    /// <summary>The API's <c>registryCredential</c>.</summary>
    public RegistryCredential RegistryCredential { get; set; }

    /// <summary>Required. The API's <c>type</c>.</summary>
    public EnvironmentType Type { get; set; }
}
