namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>ScalingConfigurationOutput</c>.</summary>
public class ScalingConfigurationOutput
{
    /// <summary>The desired capacity.</summary>
    public int? DesiredCapacity { get; set; }

    /// <summary>The max capacity.</summary>
    public int? MaxCapacity { get; set; }

    /// <summary>The scaling type.</summary>
    public FleetScalingType? ScalingType { get; set; }

    /// <summary>The target tracking scaling configs.</summary>
    public List<TargetTrackingScalingConfiguration> TargetTrackingScalingConfigs { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;
}
