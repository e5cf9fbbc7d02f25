using System.Diagnostics;

namespace Fleetyard.LocalCloud.Instances;

/// <summary>Runs one of the system's own tools to its end.</summary>
internal static class Tool
{
    /// <summary>Runs its arguments until they end, or our end of the pipe does, however this program ends.</summary>
    private const string Leash = """
        exec 3<&0 </dev/null
        "$@" 3<&- &
        tool=$!
        { cat <&3; kill -KILL $tool; } >/dev/null 2>&1 &
        watch=$!
        exec 3<&-
        code=0
        wait $tool || code=$?
        kill -KILL $watch
        exit $code
        """;

    /// <summary>Whether no folder of PATH has it.</summary>
    public static bool IsMissing(string name) =>
        !(Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, name)));

    /// <summary>What it printed; it does not outlive this program, as one may that takes long and writes.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public static async Task<string> RunLeashedAsync(string name, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync("/bin/sh", ["-c", Leash, "leash", name, .. arguments], cancellationToken);
        }
        catch (InstanceHostException fault)
        {
            throw new InstanceHostException(fault.Message.Replace("/bin/sh failed", $"{name} failed", StringComparison.Ordinal), fault);
        }
    }

    /// <summary>How a tool is started that goes on in an instance: it has our end of its pipes, and nothing of our environment but where programs are.</summary>
    public static ProcessStartInfo Bare(string name, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(name, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        start.Environment["LANG"] = "C.UTF-8";
        return start;
    }

    /// <summary>What it printed.</summary>
    /// <remarks>One that is cancelled has ended when this returns: what it wrote can be removed.</remarks>
    /// <exception cref="InstanceHostException">It failed; the message is its own.</exception>
    public static async Task<string> RunAsync(string name, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(name, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InstanceHostException($"{name} could not be started.");
        using var kill = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = await process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        return process.ExitCode == 0 ? await output : throw new InstanceHostException($"{name} failed: {errors.Trim().ReplaceLineEndings("; ")}");
    }
}
