using Fleetyard.LocalCloud.Instances;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2;

/// <summary>Instances that end without having been asked to.</summary>
internal static class InstanceEnds
{
    /// <summary>EC2 takes a Spot Instance back.</summary>
    public const string Interrupted = "Server.SpotInstanceTermination: Spot Instance termination";

    /// <summary>The machine below it fails.</summary>
    public const string Failed = "Server.InternalError: The host of the instance failed";

    /// <summary>Ends an instance, if it has not ended.</summary>
    public static async Task EndAsync(Cloud cloud, string id, string reason)
    {
        var isTaken = false;
        cloud.Store.Change<InstanceDocument>(id, instance =>
        {
            isTaken = instance.State.To != "terminated";
            return isTaken ? instance with { State = new("shutting-down", "terminated", cloud.After("instance-terminating"), true), Reason = reason } : instance;
        });
        if (isTaken)
        {
            cloud.Interrupt(id);
            await cloud.OnInstanceAsync(id, async () =>
            {
                var fault = await TerminatedAsync(cloud, id);
                cloud.Store.Change<InstanceDocument>(id, instance => instance with { State = instance.State with { Working = false }, Reason = fault is null ? reason : $"{reason}; {fault}" });
            }, CancellationToken.None);
        }
    }

    /// <summary>Ends an instance that its host could not do as asked with, in its turn; what the host has of it goes with it.</summary>
    public static async Task FailAsync(Cloud cloud, string id, Exception fault)
    {
        await TerminatedAsync(cloud, id);
        cloud.Store.Change<InstanceDocument>(id, instance => instance with { State = new("shutting-down", "terminated", cloud.Now, false), Reason = "Server.InternalError: " + fault.Message });
    }

    /// <summary>Null, or why the host could not: then what is left goes when LocalCloud starts again.</summary>
    private static async Task<string?> TerminatedAsync(Cloud cloud, string id)
    {
        try
        {
            await cloud.Host.TerminateAsync(id, CancellationToken.None);
            return null;
        }
        catch (Exception fault) when (fault is InstanceHostException or IOException or UnauthorizedAccessException)
        {
            return fault.Message;
        }
    }
}
