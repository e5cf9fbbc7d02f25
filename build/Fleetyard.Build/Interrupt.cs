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

    /// <summary>Tells, a line each, what is left where the program stops at once; may be asked from any thread.</summary>
    public Func<IReadOnlyList<string>> WhatIsLeft { get; set; } = () => [];

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
        signal.Cancel = true;
        if (source.IsCancellationRequested)
        {
            StopAtOnce();
            return;
        }

        Console.Error.WriteLine("Interrupted: cleaning up. Once more stops at once and tells what is left; the same command goes on with it.");
        source.Cancel();
    }

    /// <remarks>Not left to the signal's own doing: the web server of LocalCloud listens to it as well, and would have the program wait.</remarks>
    private void StopAtOnce()
    {
        var left = WhatIsLeft();
        Console.Error.WriteLine(left.Count == 0 ? "Interrupted again: stopped at once; nothing is known to be left." : "Interrupted again: stopped at once.");
        foreach (var line in left)
        {
            Console.Error.WriteLine(line);
        }

        System.Environment.Exit(ExitCode.Interrupted);
    }
}
