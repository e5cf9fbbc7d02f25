using System.Text.Json.Serialization;
using Amazon.Runtime;

namespace Amazon.EC2InstanceConnect.Model;

/// <summary>What <c>SendSSHPublicKey</c> answers.</summary>
public class SendSSHPublicKeyResponse : AmazonWebServiceResponse
{
    /// <summary>The id of the request.</summary>
    [JsonPropertyName("RequestId")]
    public string? RequestId { get; set; }

    /// <summary>Whether the key reached the instance's metadata.</summary>
    [JsonPropertyName("Success")]
    public bool? Success { get; set; }
}
