namespace Amazon.CodeBuild.Model;

/// <summary>The structure <c>TargetTrackingScalingConfiguration</c> of AWS CodeBuild, API version 2016-10-06.</summary>
public class TargetTrackingScalingConfiguration
{
    /// <summary>The API's <c>metricType</c>.</summary>
    public FleetScalingMetricType MetricType { get; set; }

    /// <summary>The API's <c>targetValue</c>.</summary>
    public double? TargetValue { get; set; }
}
