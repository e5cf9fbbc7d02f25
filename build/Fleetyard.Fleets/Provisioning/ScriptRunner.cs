using System.Security.Cryptography;
using System.Text;
using Amazon.SimpleSystemsManagement.Model;
using Fleetyard.Fleets.Planning;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Waiting;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Provisioning;

/// <summary>Runs scripts on an instance through SSM Run Command.</summary>
/// <param name="waiter">How it waits.</param>
public sealed class ScriptRunner(Waiter waiter)
{
    /// <summary>SSM cuts a command's output at 24,000 characters, and may put words of its own at the end of what it cut: these it leaves alone.</summary>
    private const int SureCharacters = 23_000;

    /// <summary>What a step of scripts would do.</summary>
    public static PlannedStep Plan(string step, IReadOnlyList<RecipeScript> scripts) =>
        new(step, PlannedAction.Run, string.Join(", ", scripts.Select(script => script.Name)));

    /// <summary>Runs scripts in order; their output goes to the run's log and folder, their facts to its state.</summary>
    /// <exception cref="FleetException">A script failed or took too long; the message has its last lines.</exception>
    public async Task RunAsync(FleetRun run, string step, IReadOnlyList<RecipeScript> scripts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(scripts);
        var shell = new RemoteShell(run, waiter);
        foreach (var script in scripts)
        {
            run.Log.Say($"{step}: {script.Name}");
            using var output = new ScriptOutput(run, step, script.Name);
            await RunAsync(run, shell, script, output, cancellationToken);
        }
    }

    private static async Task RunAsync(FleetRun run, RemoteShell shell, RecipeScript script, ScriptOutput output, CancellationToken cancellationToken)
    {
        // A name of its own, since a script that asks for a reboot runs again and adds to its log.
        var log = $"/var/log/fleetyard/{script.Name}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}.log";
        var progress = new ScriptProgress(run, script.Name);
        GetCommandInvocationResponse answer;
        try
        {
            answer = await shell.RunAsync(script.Name, Wrapped(script, log), script.Timeout, Tell, cancellationToken);
            if (answer.StandardOutputContent?.Length > SureCharacters)
            {
                await RestOfOutput.ReadAsync(run, shell, log, output, cancellationToken);
            }

            if (answer.Status.Value != "Success" && !string.IsNullOrWhiteSpace(answer.StandardErrorContent))
            {
                output.Append($"\n{answer.StandardErrorContent}");
            }
        }
        finally
        {
            output.End();
        }

        if (answer.Status.Value != "Success")
        {
            throw new FleetException($"{script.Name} {Ended(answer, script.Timeout)} on {run.State.InstanceId}; its output is in {output.Path}. Its last lines: {output.Tail}");
        }

        void Tell(GetCommandInvocationResponse told)
        {
            output.Update(told.StandardOutputContent ?? "", SureCharacters);
            progress.Tell(output.LastLine);
        }
    }

    /// <summary>Everything of the recipe goes as base64: no letter of it can be read as shell.</summary>
    private static string Wrapped(RecipeScript script, string log)
    {
        var text = new StringBuilder("set -eu\nwork=$(mktemp -d /tmp/fleetyard.XXXXXX)\nmkdir -p /var/log/fleetyard\n");
        text.Append("printf %s '").Append(Base64(script.Content)).Append("' | base64 -d >\"$work/script\"\nchmod 700 \"$work/script\"\n");
        foreach (var (name, value) in script.Environment)
        {
            text.Append(name).Append("=\"$(printf %s '").Append(Base64(value)).Append("' | base64 -d)\"\nexport ").Append(name).Append('\n');
        }

        text.Append("{ code=0; \"$work/script\" 2>&1 || code=$?; echo \"$code\" >\"$work/exit\"; } | tee -a ").Append(log).Append('\n');
        text.Append("code=$(cat \"$work/exit\")\nrm -rf \"$work\"\nexit \"$code\"\n");
        return text.ToString();
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n")));

    private static string Ended(GetCommandInvocationResponse answer, TimeSpan timeout) => answer.Status.Value switch
    {
        "TimedOut" => $"did not end within {timeout.TotalMinutes:0.#} minutes and was ended",
        "Failed" => $"failed with exit code {answer.ResponseCode ?? -1}",
        var status => $"ended as {status}",
    };
}
