namespace Fleetyard.Fleets.Waiting;

/// <summary>Which states end a wait, by success and by failure: those of AWS's own waiters, and those that these leave to their deadline.</summary>
/// <remarks>Source: <c>waiters-2.json</c> of EC2's and SSM's service models.</remarks>
public sealed record AwaitedState
{
    /// <summary>The waiter's name in the service model.</summary>
    public required string Waiter { get; init; }

    /// <summary>The states that are waited for.</summary>
    public IReadOnlyList<string> Reached { get; init; } = [];

    /// <summary>The states from which none of them comes any more.</summary>
    public IReadOnlyList<string> Missed { get; init; } = [];

    /// <summary>The error codes that say no more than that the service has not heard of it yet.</summary>
    public IReadOnlyList<string> NotListed { get; init; } = [];

    /// <summary>An instance that runs.</summary>
    public static AwaitedState InstanceRunning { get; } = new()
    {
        Waiter = "InstanceRunning",
        Reached = ["running"],
        Missed = ["shutting-down", "terminated", "stopping", "stopped"],
        NotListed = ["InvalidInstanceID.NotFound"],
    };

    /// <summary>An instance that was told to stop.</summary>
    public static AwaitedState InstanceStopped { get; } = new() { Waiter = "InstanceStopped", Reached = ["stopped"], Missed = ["pending", "terminated", "shutting-down"] };

    /// <summary>An AMI that is being made or copied.</summary>
    public static AwaitedState ImageAvailable { get; } = new() { Waiter = "ImageAvailable", Reached = ["available"], Missed = ["failed", "error", "invalid", "deregistered", "disabled"] };

    /// <summary>A snapshot that is being made.</summary>
    public static AwaitedState SnapshotCompleted { get; } = new() { Waiter = "SnapshotCompleted", Reached = ["completed"], Missed = ["error"] };

    /// <summary>A command that SSM runs.</summary>
    public static AwaitedState CommandExecuted { get; } = new()
    {
        Waiter = "CommandExecuted",
        Reached = ["Success"],
        Missed = ["Cancelled", "TimedOut", "Failed", "Cancelling"],
        NotListed = ["InvocationDoesNotExist"],
    };

    /// <summary>True where the wait is over, false where it is in vain, null where it goes on.</summary>
    public bool? Of(string? state) => state is null ? null : Reached.Contains(state) ? true : Missed.Contains(state) ? false : null;
}
