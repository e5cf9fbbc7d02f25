namespace Fleetyard.Images.Registry;

/// <summary>Ends a wait when nothing has come for a while, or when the caller gives up.</summary>
internal sealed class IdleLimit : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource idle;
    private readonly CancellationTokenSource either;

    public IdleLimit(TimeProvider time, CancellationToken cancellationToken)
    {
        idle = new CancellationTokenSource(Longest, time);
        either = CancellationTokenSource.CreateLinkedTokenSource(idle.Token, cancellationToken);
    }

    public CancellationToken Token => either.Token;

    /// <summary>Whether nothing has come for too long.</summary>
    public bool IsOver => idle.IsCancellationRequested;

    /// <summary>What is to be said then.</summary>
    public static string Message => $"it sent nothing for {Longest.TotalSeconds:0} s";

    /// <summary>Something has come.</summary>
    public void Restart() => idle.CancelAfter(Longest);

    public void Dispose()
    {
        either.Dispose();
        idle.Dispose();
    }
}
