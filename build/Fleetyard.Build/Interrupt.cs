using System.Runtime.InteropServices;
using Cake.Core;

namespace Fleetyard.Build;

/// <summary>Ctrl-C and SIGTERM as a cancellation: once cleans up, twice stops at once.</summary>
public sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly List<IDisposable> registrations = [];

    /// <summary>Listens from now on.</summary>
    public Interrupt()
    {
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM })
        {
            registrations.Add(PosixSignalRegistration.Create(signal, OnSignal));
        }
    }

    /// <summary>Cancelled at the first signal.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>Waits for work that leaves nothing behind.</summary>
    /// <exception cref="CakeException">It was interrupted.</exception>
    public async Task EndAsync(Task work)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            await work;
        }
        catch (OperationCanceledException) when (Token.IsCancellationRequested)
        {
            throw new CakeException(ExitCode.Interrupted, "Interrupted before it was done; nothing was left behind, start it again.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        registrations.ForEach(registration => registration.Dispose());
        source.Dispose();
    }

    private void OnSignal(PosixSignalContext signal)
    {
        if (source.IsCancellationRequested)
        {
            return;
        }

        signal.Cancel = true;
        Console.Error.WriteLine("Interrupted: cleaning up. Once more stops at once and leaves what is there; the same command goes on with it.");
        source.Cancel();
    }
}
