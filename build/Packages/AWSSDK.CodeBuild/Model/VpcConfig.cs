namespace Amazon.CodeBuild.Model;

/// <summary>The structure <c>VpcConfig</c> of AWS CodeBuild, API version 2016-10-06.</summary>
public class VpcConfig
{
    /// <summary>The API's <c>securityGroupIds</c>: at most 5 items.</summary>
    public List<string> SecurityGroupIds { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The API's <c>subnets</c>: at most 16 items.</summary>
    public List<string> Subnets { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The API's <c>vpcId</c>: at least 1 characters.</summary>
    public string VpcId { get; set; }
}
