namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>VpcConfig</c>.</summary>
public class VpcConfig
{
    /// <summary>The security group ids (at most 5 items).</summary>
    public List<string> SecurityGroupIds { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

    /// <summary>The subnets (at most 16 items).</summary>
    public List<string> Subnets { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

    /// <summary>The vpc id (at least 1 characters).</summary>
    public string? VpcId { get; set; }
}
