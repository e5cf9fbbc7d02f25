namespace Fleetyard.LocalCloud.Ssm.Sessions;

/// <summary>What a message of a stream carries.</summary>
/// <remarks>Source: github.com/aws/amazon-ssm-agent, agent/session/contracts/model.go.</remarks>
internal static class PayloadTypes
{
    public const uint Data = 1;
    public const uint HandshakeRequest = 5;
    public const uint HandshakeResponse = 6;
    public const uint HandshakeComplete = 7;
    public const uint Flag = 10;

    /// <summary>The flag by which a client ends its session.</summary>
    public const uint TerminateSession = 2;
}
