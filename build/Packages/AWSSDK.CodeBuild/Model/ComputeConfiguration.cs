namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>ComputeConfiguration</c>.</summary>
public class ComputeConfiguration
{
    /// <summary>The disk.</summary>
    public long? Disk { get; set; }

    /// <summary>The instance type (at least 1 characters).</summary>
    public string? InstanceType { get; set; }

    /// <summary>The machine type.</summary>
    public MachineType? MachineType { get; set; }

    /// <summary>The memory.</summary>
    public long? Memory { get; set; }

    /// <summary>The v cpu.</summary>
    public long? VCpu { get; set; }
}
