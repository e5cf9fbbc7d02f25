using Fleetyard.LocalCloud.Http;

namespace Fleetyard.LocalCloud.Ssm;

/// <summary>Systems Manager's errors whose message is called <c>Message</c> in its service model; Parameter Store's, and those without members, say <c>message</c>.</summary>
internal static class SsmFault
{
    /// <summary>What every AWS service says of a request that breaks its model.</summary>
    public const string Validation = "ValidationException";

    public static AwsFault Of(string code, string message) => new(code, message) { MessageMember = "Message" };
}
