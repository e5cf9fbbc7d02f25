namespace Amazon.CodeBuild.Model;

/// <summary>What <c>CreateFleet</c> is asked with.</summary>
public class CreateFleetRequest : AmazonCodeBuildRequest
{
    /// <summary>Required. The API's <c>baseCapacity</c>.</summary>
    public int? BaseCapacity { get; set; }

    /// <summary>The API's <c>computeConfiguration</c>.</summary>
    public ComputeConfiguration ComputeConfiguration { get; set; }

    /// <summary>Required. The API's <c>computeType</c>.</summary>
    public ComputeType ComputeType { get; set; }

    /// <summary>Required. The API's <c>environmentType</c>.</summary>
    public EnvironmentType EnvironmentType { get; set; }

    /// <summary>The API's <c>fleetServiceRole</c>: at least 1 characters.</summary>
    public string FleetServiceRole { get; set; }

    /// <summary>The API's <c>imageId</c>: at least 1 characters.</summary>
    public string ImageId { get; set; }

    /// <summary>Required. The API's <c>name</c>: 2 to 128 characters.</summary>
    public string Name { get; set; }

    /// <summary>The API's <c>overflowBehavior</c>.</summary>
    public FleetOverflowBehavior OverflowBehavior { get; set; }

    /// <summary>The API's <c>proxyConfiguration</c>.</summary>
    public ProxyConfiguration ProxyConfiguration { get; set; }

    /// <summary>The API's <c>scalingConfiguration</c>.</summary>
    public ScalingConfigurationInput ScalingConfiguration { get; set; }

    /// <summary>The API's <c>tags</c>: 0 to 50 items.</summary>
    public List<Tag> Tags { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The API's <c>vpcConfig</c>.</summary>
    public VpcConfig VpcConfig { get; set; }
}
