namespace Amazon.CodeBuild.Model;

/// <summary>The structure <c>DockerServer</c> of AWS CodeBuild, API version 2016-10-06.</summary>
public class DockerServer
{
    /// <summary>Required. The API's <c>computeType</c>.</summary>
    public ComputeType ComputeType { get; set; }

    /// <summary>The API's <c>securityGroupIds</c>: at most 5 items.</summary>
    public List<string> SecurityGroupIds { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The API's <c>status</c>.</summary>
    public DockerServerStatus Status { get; set; }
}
