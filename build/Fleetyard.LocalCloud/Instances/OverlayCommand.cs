using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace Fleetyard.LocalCloud.Instances;

/// <summary>A command in a clone, from its start to its end.</summary>
internal static class OverlayCommand
{
    /// <summary>What root of a clone may do: what a container's root may, but make devices.</summary>
    /// <remarks>No module, clock, reboot, mount or network setting of the machine whose kernel and network the clone shares.</remarks>
    public const string Capabilities =
        "-all,+chown,+dac_override,+fowner,+fsetid,+kill,+setgid,+setuid,+setpcap,+net_bind_service,+net_raw,+sys_chroot,+audit_write,+setfcap";

    /// <summary>How long output is waited for after the command has ended, where a process it left behind holds the pipe.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>Runs it in the clone of a PID 1.</summary>
    /// <returns>Its exit code. What it left behind runs on; nobody reads that any more.</returns>
    public static async Task<int> RunAsync(int init, InstanceCommand command, Action<OutputChunk> output, CancellationToken cancellationToken)
    {
        var mark = "FLEETYARD_COMMAND=" + RandomNumberGenerator.GetHexString(32);
        using var run = Process.Start(Tool.Bare("nsenter", Arguments(init, command, mark))) ?? throw new InstanceHostException("nsenter could not be started.");

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var kill = over.Token.Register(() => run.Kill(entireProcessTree: true));
        var gate = new Lock();
        var left = false;
        var pumps = Task.WhenAll(PumpAsync(run.StandardOutput, isError: false), PumpAsync(run.StandardError, isError: true));
        await GiveAsync(run, command.Script);
        await run.WaitForExitAsync(CancellationToken.None);
        if (over.IsCancellationRequested)
        {
            await MarkedProcesses.KillAsync(mark);
        }

        try
        {
            await pumps.WaitAsync(Grace, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            lock (gate)
            {
                left = true;
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        return run.ExitCode;

        async Task PumpAsync(StreamReader reader, bool isError)
        {
            var buffer = new char[4096];
            for (int read; (read = await reader.ReadAsync(buffer, CancellationToken.None)) > 0;)
            {
                lock (gate)
                {
                    if (!left)
                    {
                        Take(new OutputChunk(new string(buffer, 0, read), isError));
                    }
                }
            }
        }

        // What nobody reads on would hold the command up for ever.
        void Take(OutputChunk chunk)
        {
            try
            {
                output(chunk);
            }
            catch
            {
                over.Cancel();
                throw;
            }
        }
    }

    private static IReadOnlyList<string> Arguments(int init, InstanceCommand command, string mark) =>
    [
        "--target", init.ToString(CultureInfo.InvariantCulture), "--mount", "--pid", "--uts", "--ipc", "--root", "--wd",
        "env", "--ignore-environment", .. ScriptStart.Variables(command), mark,
        "setpriv", "--bounding-set", Capabilities, "setsid", "--wait", .. ScriptStart.Arguments(command),
    ];

    private static async Task GiveAsync(Process run, string script)
    {
        try
        {
            await run.StandardInput.WriteAsync(script.AsMemory(), CancellationToken.None);
            run.StandardInput.Close();
        }
        catch (IOException)
        {
            // A command that ends without having read its script says so by its exit code.
        }
    }
}
