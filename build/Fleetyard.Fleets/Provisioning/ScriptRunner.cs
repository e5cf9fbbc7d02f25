using System.Globalization;
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
    private const string FactPrefix = "FLEETYARD_FACT ";

    /// <summary>SSM cuts a command's output at this many characters.</summary>
    private const int MostCharacters = 24_000;

    /// <summary>What a step of scripts would do.</summary>
    public static PlannedStep Plan(string step, IReadOnlyList<RecipeScript> scripts) =>
        new(step, PlannedAction.Run, string.Join(", ", scripts.Select(script => script.Name)));

    /// <summary>Runs scripts in order; their output goes to the run's log and folder, their facts to its state.</summary>
    /// <exception cref="FleetException">A script failed or took too long; the message has its last lines.</exception>
    public async Task RunAsync(FleetRun run, string step, IReadOnlyList<RecipeScript> scripts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(scripts);
        foreach (var script in scripts)
        {
            run.Log.Say($"{step}: {script.Name}");
            using var output = new ScriptOutput(run, step, script.Name, FactPrefix);
            var (status, exitCode) = await SendAsync(run, script, output, cancellationToken);
            if (status != "Success")
            {
                throw new FleetException(
                    $"{script.Name} {Ended(status, exitCode, script.Timeout)} on {run.State.InstanceId}; its output is in {output.Path}. Its last lines: {output.Tail}");
            }
        }
    }

    private async Task<(string Status, int ExitCode)> SendAsync(FleetRun run, RecipeScript script, ScriptOutput output, CancellationToken cancellationToken)
    {
        var instance = run.State.InstanceId!;
        var command = await CommandAsync(run, instance, Wrapped(script), script.Timeout, cancellationToken);
        try
        {
            var answer = await waiter.ForAsync($"{script.Name} on {instance}", script.Timeout + TimeSpan.FromMinutes(2),
                async token => Ended(await AskAsync(run, instance, command, token), output), "look at the instance's /var/log/fleetyard.", cancellationToken);
            if (answer.StandardOutputContent?.Length >= MostCharacters)
            {
                await RestAsync(run, instance, script, output, cancellationToken);
            }

            return (answer.Status.Value, answer.ResponseCode ?? -1);
        }
        catch (Exception e) when (e is FleetException or OperationCanceledException)
        {
            await run.Clients.Ssm.CancelCommandAsync(new CancelCommandRequest { CommandId = command }, CancellationToken.None);
            throw;
        }
    }

    /// <summary>What SSM cut off, out of the log that the instance keeps.</summary>
    private async Task RestAsync(FleetRun run, string instance, RecipeScript script, ScriptOutput output, CancellationToken cancellationToken)
    {
        for (var offset = output.Bytes; ; offset = output.Bytes)
        {
            var read = $"tail -c +{(offset + 1).ToString(CultureInfo.InvariantCulture)} /var/log/fleetyard/{script.Name}.log 2>/dev/null | head -c 20000";
            var command = await CommandAsync(run, instance, read, TimeSpan.FromMinutes(1), cancellationToken);
            var answer = await waiter.ForAsync($"the output of {script.Name}", TimeSpan.FromMinutes(2),
                async token => await AskAsync(run, instance, command, token) is { } asked && IsOver(asked) ? asked : null, "look at the instance's /var/log/fleetyard.", cancellationToken);
            if (string.IsNullOrEmpty(answer.StandardOutputContent))
            {
                return;
            }

            output.Append(answer.StandardOutputContent);
        }
    }

    private static async Task<string> CommandAsync(FleetRun run, string instance, string command, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var sent = await run.Clients.Ssm.SendCommandAsync(
            new SendCommandRequest
            {
                DocumentName = "AWS-RunShellScript",
                InstanceIds = [instance],
                Parameters = new()
                {
                    ["commands"] = [command],
                    ["executionTimeout"] = [timeout.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)],
                },
            },
            cancellationToken);
        return sent.Command.CommandId;
    }

    private static async Task<GetCommandInvocationResponse?> AskAsync(FleetRun run, string instance, string command, CancellationToken cancellationToken)
    {
        try
        {
            return await run.Clients.Ssm.GetCommandInvocationAsync(new GetCommandInvocationRequest { CommandId = command, InstanceId = instance }, cancellationToken);
        }
        catch (InvocationDoesNotExistException)
        {
            return null;
        }
    }

    private static GetCommandInvocationResponse? Ended(GetCommandInvocationResponse? answer, ScriptOutput output)
    {
        output.Update(answer?.StandardOutputContent ?? "");
        return answer is not null && IsOver(answer) ? answer : null;
    }

    private static bool IsOver(GetCommandInvocationResponse answer) => answer.Status.Value is not ("Pending" or "InProgress" or "Delayed" or "Cancelling");

    /// <summary>Everything of the recipe goes as base64: no letter of it can be read as shell.</summary>
    private static string Wrapped(RecipeScript script)
    {
        var text = new StringBuilder("set -u\nwork=$(mktemp -d /tmp/fleetyard.XXXXXX)\nmkdir -p /var/log/fleetyard\n");
        text.Append("printf %s '").Append(Base64(script.Content)).Append("' | base64 -d >\"$work/script\"\nchmod 700 \"$work/script\"\n");
        foreach (var (name, value) in script.Environment)
        {
            text.Append("export ").Append(name).Append("=\"$(printf %s '").Append(Base64(value)).Append("' | base64 -d)\"\n");
        }

        text.Append("{ \"$work/script\" 2>&1; echo $? >\"$work/exit\"; } | tee /var/log/fleetyard/").Append(script.Name).Append(".log\n");
        text.Append("code=$(cat \"$work/exit\")\nrm -rf \"$work\"\nexit \"$code\"\n");
        return text.ToString();
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n")));

    private static string Ended(string status, int exitCode, TimeSpan timeout) => status switch
    {
        "TimedOut" => $"did not end within {timeout.TotalMinutes:0} minutes",
        "Failed" => $"failed with exit code {exitCode}",
        _ => $"ended as {status}",
    };
}
