namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>DockerServer</c>.</summary>
public class DockerServer
{
    /// <summary>The compute type (required).</summary>
    public ComputeType? ComputeType { get; set; }

    /// <summary>The security group ids (at most 5 items).</summary>
    public List<string> SecurityGroupIds { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

    /// <summary>The status.</summary>
    public DockerServerStatus? Status { get; set; }
}
