namespace Amazon.CodeBuild.Model;

/// <summary>The structure <c>NetworkInterface</c> of AWS CodeBuild, API version 2016-10-06.</summary>
public class NetworkInterface
{
    /// <summary>The API's <c>networkInterfaceId</c>: at least 1 characters.</summary>
    public string NetworkInterfaceId { get; set; }

    /// <summary>The API's <c>subnetId</c>: at least 1 characters.</summary>
    public string SubnetId { get; set; }
}
