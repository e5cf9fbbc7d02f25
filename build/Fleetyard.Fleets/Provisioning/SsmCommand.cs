using System.Globalization;
using Amazon.Runtime;
using Amazon.SimpleSystemsManagement.Model;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Waiting;

namespace Fleetyard.Fleets.Provisioning;

/// <summary>Runs shell commands on the run's instance through SSM Run Command.</summary>
internal sealed class SsmCommand(FleetRun run, Waiter waiter)
{
    /// <summary>How long SSM may take to deliver a command and to tell its end, beside the command's own time.</summary>
    private static readonly TimeSpan Overhead = TimeSpan.FromMinutes(2);

    private readonly string instance = run.State.InstanceId
        ?? throw new FleetException("There is no instance to run scripts on; run the same command again without --exclusive, which prepares one first.");

    /// <summary>The instance's id.</summary>
    public string Instance => instance;

    /// <summary>Runs a command until it ends; <paramref name="progress"/> sees each answer on the way.</summary>
    /// <exception cref="FleetException">It did not end in time; it is cancelled then.</exception>
    public async Task<GetCommandInvocationResponse> RunAsync(string what, string command, TimeSpan timeout, Action<GetCommandInvocationResponse>? progress, CancellationToken cancellationToken)
    {
        var id = await SendAsync(command, timeout).AboutAsync($"{what} on {instance}");
        var said = "";
        try
        {
            return await waiter.ForAsync($"{what} on {instance}", timeout + Overhead, async token =>
            {
                (var asked, said) = await AskAsync(id, token);
                if (asked is not { } answer)
                {
                    return null;
                }

                progress?.Invoke(answer);
                return IsOver(answer) ? answer : null;
            }, () => $"{said}the instance may hang; look at its console, or run the same command again.", cancellationToken).AboutAsync($"{what} on {instance}");
        }
        catch (Exception e) when (e is FleetException or OperationCanceledException)
        {
            await CancelAsync(what, id);
            throw;
        }
    }

    /// <remarks>Takes no cancellation token: an answer that is cut off leaves a command that nobody can cancel.</remarks>
    private async Task<string> SendAsync(string command, TimeSpan timeout)
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
            CancellationToken.None);
        return sent.Command.CommandId;
    }

    /// <summary>How the command is, or else what SSM says as long as it has not heard of it.</summary>
    private async Task<(GetCommandInvocationResponse? Answer, string Said)> AskAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return (await run.Clients.Ssm.GetCommandInvocationAsync(new GetCommandInvocationRequest { CommandId = id, InstanceId = instance }, cancellationToken), "");
        }
        catch (InvocationDoesNotExistException e)
        {
            return (null, $"AWS answered {AwsErrors.Answer(e)}; ");
        }
    }

    private async Task CancelAsync(string what, string id)
    {
        try
        {
            await run.Clients.Ssm.CancelCommandAsync(new CancelCommandRequest { CommandId = id }, CancellationToken.None);
        }
        catch (Exception e) when (e is AmazonClientException or AmazonServiceException or HttpRequestException or IOException or TimeoutException)
        {
            run.Log.Warning($"Could not cancel {what} on {instance}: {AwsErrors.Reason(e)}; it ends by itself.");
        }
    }

    private static bool IsOver(GetCommandInvocationResponse answer) => AwaitedState.CommandExecuted.Of(answer.Status.Value) is not null;
}
