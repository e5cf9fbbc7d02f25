namespace Amazon.CodeBuild.Model;

/// <summary>The structure <c>Fleet</c> of AWS CodeBuild, API version 2016-10-06.</summary>
public class Fleet
{
    /// <summary>The API's <c>arn</c>: at least 1 characters.</summary>
    public string Arn { get; set; }

    /// <summary>The API's <c>baseCapacity</c>.</summary>
    public int? BaseCapacity { get; set; }

    /// <summary>The API's <c>computeConfiguration</c>.</summary>
    public ComputeConfiguration ComputeConfiguration { get; set; }

    /// <summary>The API's <c>computeType</c>.</summary>
    public ComputeType ComputeType { get; set; }

    /// <summary>The API's <c>created</c>: UTC.</summary>
    public DateTime? Created { get; set; }

    /// <summary>The API's <c>environmentType</c>.</summary>
    public EnvironmentType EnvironmentType { get; set; }

    /// <summary>The API's <c>fleetServiceRole</c>: at least 1 characters.</summary>
    public string FleetServiceRole { get; set; }

    /// <summary>The API's <c>id</c>: at least 1 characters.</summary>
    public string Id { get; set; }

    /// <summary>The API's <c>imageId</c>: at least 1 characters.</summary>
    public string ImageId { get; set; }

    /// <summary>The API's <c>lastModified</c>: UTC.</summary>
    public DateTime? LastModified { get; set; }

    /// <summary>The API's <c>name</c>: 2 to 128 characters.</summary>
    public string Name { get; set; }

    /// <summary>The API's <c>overflowBehavior</c>.</summary>
    public FleetOverflowBehavior OverflowBehavior { get; set; }

    /// <summary>The API's <c>proxyConfiguration</c>.</summary>
    public ProxyConfiguration ProxyConfiguration { get; set; }

    /// <summary>The API's <c>scalingConfiguration</c>.</summary>
    public ScalingConfigurationOutput ScalingConfiguration { get; set; }

    /// <summary>The API's <c>status</c>.</summary>
    public FleetStatus Status { get; set; }

    /// <summary>The API's <c>tags</c>: 0 to 50 items.</summary>
    public List<Tag> Tags { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The API's <c>vpcConfig</c>.</summary>
    public VpcConfig VpcConfig { get; set; }
}
