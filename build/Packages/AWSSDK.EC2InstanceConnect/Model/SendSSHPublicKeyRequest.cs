using System.Text.Json.Serialization;

namespace Amazon.EC2InstanceConnect.Model;

/// <summary>What <c>SendSSHPublicKey</c> is asked.</summary>
public class SendSSHPublicKeyRequest : AmazonEC2InstanceConnectRequest
{
    /// <summary>The Availability Zone that the instance runs in (6 to 32 characters).</summary>
    [JsonPropertyName("AvailabilityZone")]
    public string? AvailabilityZone { get; set; }

    /// <summary>The id of the instance (required; 10 to 32 characters).</summary>
    [JsonPropertyName("InstanceId")]
    public string? InstanceId { get; set; }

    /// <summary>The user of the instance's system for whom the key is valid (required; 1 to 32 characters).</summary>
    [JsonPropertyName("InstanceOSUser")]
    public string? InstanceOSUser { get; set; }

    /// <summary>The public key (required; 80 to 4096 characters); the instance takes it for 60 seconds.</summary>
    [JsonPropertyName("SSHPublicKey")]
    public string? SSHPublicKey { get; set; }
}
