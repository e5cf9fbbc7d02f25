namespace Fleetyard.LocalCloud.Tests;

/// <summary>The system's clock, at one look at which something else happens first: what goes on between two steps of an operation can be put there.</summary>
internal sealed class InterruptedTime : TimeProvider
{
    private int looks = int.MaxValue;
    private Action? happens;

    /// <param name="look">At which look from now on, 0 for the next.</param>
    /// <param name="what">What happens.</param>
    public void Expect(int look, Action what)
    {
        happens = what;
        Interlocked.Exchange(ref looks, look);
    }

    public override DateTimeOffset GetUtcNow()
    {
        if (Interlocked.Decrement(ref looks) == -1)
        {
            happens!();
        }

        return base.GetUtcNow();
    }
}
