namespace Fleetyard.LocalCloud.CodeBuild;

/// <summary>The machines of reserved fleets: a build takes one, or waits in its fleet's queue, first come, first served.</summary>
internal sealed class FleetSlots
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Slots> fleets = [];

    /// <summary>Waits for a machine.</summary>
    /// <param name="fleet">The fleet's ARN.</param>
    /// <param name="capacity">How many machines it has now.</param>
    /// <param name="cancellationToken">Leaves the queue.</param>
    /// <returns>What gives the machine back.</returns>
    public async Task<IDisposable> EnterAsync(string fleet, Func<int> capacity, CancellationToken cancellationToken)
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            var slots = fleets.TryGetValue(fleet, out var known) ? known : fleets[fleet] = new(capacity);
            slots.Queue.AddLast(turn);
            slots.Wake();
        }

        await using var leaving = cancellationToken.Register(() => turn.TrySetCanceled(cancellationToken));
        try
        {
            await turn.Task;
        }
        finally
        {
            lock (gate)
            {
                fleets[fleet].Queue.Remove(turn);
            }
        }

        return new Slot(this, fleet);
    }

    /// <summary>Lets builds go on that wait for a fleet which has more machines now.</summary>
    public void Wake(string fleet)
    {
        lock (gate)
        {
            fleets.GetValueOrDefault(fleet)?.Wake();
        }
    }

    private void Leave(string fleet)
    {
        lock (gate)
        {
            fleets[fleet].Taken--;
            fleets[fleet].Wake();
        }
    }

    private sealed class Slots(Func<int> capacity)
    {
        public int Taken { get; set; }

        public LinkedList<TaskCompletionSource> Queue { get; } = new();

        public void Wake()
        {
            while (Taken < capacity() && Queue.First is { } first)
            {
                Queue.RemoveFirst();
                Taken += first.Value.TrySetResult() ? 1 : 0;
            }
        }
    }

    private sealed class Slot(FleetSlots slots, string fleet) : IDisposable
    {
        public void Dispose() => slots.Leave(fleet);
    }
}
