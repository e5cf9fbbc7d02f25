namespace Amazon.CodeBuild.Model;

/// <summary>What <c>UpdateFleet</c> is asked.</summary>
public class UpdateFleetRequest : AmazonCodeBuildRequest
{
    /// <summary>The arn (required; at least 1 characters).</summary>
    public string? Arn { get; set; }

    /// <summary>The base capacity.</summary>
    public int? BaseCapacity { get; set; }

    /// <summary>The compute configuration.</summary>
    public ComputeConfiguration? ComputeConfiguration { get; set; }

    /// <summary>The compute type.</summary>
    public ComputeType? ComputeType { get; set; }

    /// <summary>The environment type.</summary>
    public EnvironmentType? EnvironmentType { get; set; }

    /// <summary>The fleet service role (at least 1 characters).</summary>
    public string? FleetServiceRole { get; set; }

    /// <summary>The image id (at least 1 characters).</summary>
    public string? ImageId { get; set; }

    /// <summary>The overflow behavior.</summary>
    public FleetOverflowBehavior? OverflowBehavior { get; set; }

    /// <summary>The proxy configuration.</summary>
    public ProxyConfiguration? ProxyConfiguration { get; set; }

    /// <summary>The scaling configuration.</summary>
    public ScalingConfigurationInput? ScalingConfiguration { get; set; }

    /// <summary>The tags (0 to 50 items).</summary>
    public List<Tag> Tags { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

    /// <summary>The vpc config.</summary>
    public VpcConfig? VpcConfig { get; set; }
}
