namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>ScalingConfigurationInput</c>.</summary>
public class ScalingConfigurationInput
{
    /// <summary>The max capacity.</summary>
    public int? MaxCapacity { get; set; }

    /// <summary>The scaling type.</summary>
    public FleetScalingType? ScalingType { get; set; }

    /// <summary>The target tracking scaling configs.</summary>
    public List<TargetTrackingScalingConfiguration> TargetTrackingScalingConfigs { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;
}
