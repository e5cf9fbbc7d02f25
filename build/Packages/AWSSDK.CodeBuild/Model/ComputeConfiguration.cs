namespace Amazon.CodeBuild.Model;

/// <summary>The structure <c>ComputeConfiguration</c> of AWS CodeBuild, API version 2016-10-06.</summary>
public class ComputeConfiguration
{
    /// <summary>The API's <c>disk</c>.</summary>
    public long? Disk { get; set; }

    /// <summary>The API's <c>instanceType</c>: at least 1 characters.</summary>
    public string InstanceType { get; set; }

    /// <summary>The API's <c>machineType</c>.</summary>
    public MachineType MachineType { get; set; }

    /// <summary>The API's <c>memory</c>.</summary>
    public long? Memory { get; set; }

    /// <summary>The API's <c>vCpu</c>.</summary>
    public long? VCpu { get; set; }
}
