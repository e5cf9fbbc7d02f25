using Amazon.Runtime;

namespace Fleetyard.Fleets.Ssh;

/// <summary>A refusal of AWS as one line.</summary>
internal static class AwsAnswer
{
    /// <summary>What was asked, what AWS said with its request id, and what to do; the last begins small and has no full stop.</summary>
    public static FleetException Told(this AmazonServiceException e, string what, string hint) =>
        new($"{what}: AWS answered {e.ErrorCode}: {e.Message.TrimEnd('.')} (request {e.RequestId}); {hint}.", e);
}
