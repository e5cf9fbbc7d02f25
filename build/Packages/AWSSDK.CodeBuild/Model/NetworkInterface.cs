namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>NetworkInterface</c>.</summary>
public class NetworkInterface
{
    /// <summary>The network interface id (at least 1 characters).</summary>
    public string? NetworkInterfaceId { get; set; }

    /// <summary>The subnet id (at least 1 characters).</summary>
    public string? SubnetId { get; set; }
}
