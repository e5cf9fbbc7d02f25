using Amazon.EC2InstanceConnect.Model;
using Amazon.Runtime;

namespace Amazon.EC2InstanceConnect;

/// <summary>EC2 Instance Connect, call by call.</summary>
public interface IAmazonEC2InstanceConnect : IAmazonService, IDisposable
{
    /// <summary>Calls <c>SendSSHPublicKey</c>.</summary>
    /// <exception cref="AmazonEC2InstanceConnectException">The service refused.</exception>
    Task<SendSSHPublicKeyResponse> SendSSHPublicKeyAsync(SendSSHPublicKeyRequest request, CancellationToken cancellationToken = default);
}
