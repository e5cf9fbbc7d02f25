namespace Amazon.CodeBuild.Model;

/// <summary>The structure <c>ScalingConfigurationOutput</c> of AWS CodeBuild, API version 2016-10-06.</summary>
public class ScalingConfigurationOutput
{
    /// <summary>The API's <c>desiredCapacity</c>.</summary>
    public int? DesiredCapacity { get; set; }

    /// <summary>The API's <c>maxCapacity</c>.</summary>
    public int? MaxCapacity { get; set; }

    /// <summary>The API's <c>scalingType</c>.</summary>
    public FleetScalingType ScalingType { get; set; }

    /// <summary>The API's <c>targetTrackingScalingConfigs</c>.</summary>
    public List<TargetTrackingScalingConfiguration> TargetTrackingScalingConfigs { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
