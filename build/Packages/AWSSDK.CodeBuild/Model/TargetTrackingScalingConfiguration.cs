namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>TargetTrackingScalingConfiguration</c>.</summary>
public class TargetTrackingScalingConfiguration
{
    /// <summary>The metric type.</summary>
    public FleetScalingMetricType? MetricType { get; set; }

    /// <summary>The target value.</summary>
    public double? TargetValue { get; set; }
}
