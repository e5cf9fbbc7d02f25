using System.ComponentModel;
using System.Diagnostics;

namespace Fleetyard.Build.Doctor;

/// <summary>A command of this machine that is asked for its version.</summary>
internal static class Command
{
    /// <summary>What a command says, or null where there is no such command.</summary>
    /// <param name="folder">The folder to start it in.</param>
    /// <param name="file">The command.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    public static async Task<(int Code, string Output)?> AskAsync(string folder, string file, string[] arguments, CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = new(file, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true } };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return null;
        }

        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, (output.Trim() is { Length: > 0 } said ? said : (await errors).Trim()));
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    /// <summary>The first line of what was said.</summary>
    public static string FirstLine(string output) => output.Split('\n')[0].Trim();
}
