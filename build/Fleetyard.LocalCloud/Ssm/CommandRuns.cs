using System.Collections.Concurrent;
using Fleetyard.LocalCloud.Instances;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ssm;

/// <summary>Runs commands on instances; their output is in memory until they end, so that no piece of it costs a write.</summary>
internal sealed class CommandRuns(Cloud cloud, InstanceAgent agent)
{
    private const int RebootWanted = 194;
    private readonly ConcurrentDictionary<string, Run> running = new();

    /// <param name="command">The invocation.</param>
    /// <param name="script">What to run.</param>
    /// <param name="delivery">How long it may wait for the instance.</param>
    /// <param name="execution">How long it may run.</param>
    public void Start(CommandDocument command, InstanceCommand script, TimeSpan delivery, TimeSpan execution)
    {
        if (!agent.MayTakeCommands(command.InstanceId))
        {
            return;
        }

        var run = running[command.Id] = new(new CancellationTokenSource(), new CommandOutput(), cloud.Uptime(command.InstanceId));
        cloud.Start(token => RunAsync(command, script, delivery, execution, run, token));
    }

    public void Cancel(CommandDocument command)
    {
        if (running.TryGetValue(command.Id, out var run))
        {
            run.Cancel.Cancel();
        }
    }

    /// <summary>The invocation with the output that it has so far.</summary>
    public CommandDocument Current(CommandDocument command)
    {
        if (!running.TryGetValue(command.Id, out var run))
        {
            return cloud.Store.Get<CommandDocument>(command.Id) ?? command;
        }

        var (output, error) = run.Output.Read();
        return command with { Output = output, Error = error };
    }

    private async Task RunAsync(CommandDocument command, InstanceCommand script, TimeSpan delivery, TimeSpan execution, Run run, CancellationToken stopping)
    {
        using var deadline = new CancellationTokenSource(delivery, cloud.Time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(stopping, deadline.Token, run.Cancel.Token, run.Uptime);
        var began = false;
        try
        {
            await cloud.OnInstanceAsync(command.InstanceId, async () =>
            {
                ThrowUnlessRunning(command.InstanceId);
                began = true;
                deadline.CancelAfter(execution);
                cloud.Store.Change<CommandDocument>(command.Id, current => current with { Status = "InProgress", Began = cloud.Now });
                int code;
                while ((code = await cloud.Host.RunAsync(command.InstanceId, script, run.Output.Append, any.Token)) == RebootWanted)
                {
                    await cloud.Host.RebootAsync(command.InstanceId, any.Token);
                }

                End(command.Id, run, code == 0 ? "Success" : "Failed", null, code);
            }, any.Token);
        }
        catch (Exception) when (run.Cancel.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            End(command.Id, run, "Cancelled", null, -1);
        }
        catch (Exception) when (deadline.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            End(command.Id, run, "TimedOut", began ? "ExecutionTimedOut" : CommandItem.DeliveryTimedOut, -1);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            if (agent.MayFailCommands(command.InstanceId))
            {
                run.Output.Append(new(run.Uptime.IsCancellationRequested ? Interrupted(command.InstanceId) : fault.Message, IsError: true));
                End(command.Id, run, "Failed", null, -1);
            }
        }
        finally
        {
            running.TryRemove(command.Id, out _);
        }
    }

    /// <summary>Its turn may come after the instance was told to stop, and before it does.</summary>
    private void ThrowUnlessRunning(string instanceId)
    {
        if (cloud.Store.Get<InstanceDocument>(instanceId)?.State.To != "running")
        {
            throw new InstanceHostException(Interrupted(instanceId));
        }
    }

    private static string Interrupted(string instanceId) => $"{instanceId} was stopped, rebooted or terminated before the command ended.";

    private void End(string id, Run run, string status, string? details, int code)
    {
        var (output, error) = run.Output.Read();
        cloud.Store.Change<CommandDocument>(id, current => current with { Status = status, Details = details, ExitCode = code, Output = output, Error = error, Ended = cloud.Now });
    }

    private sealed record Run(CancellationTokenSource Cancel, CommandOutput Output, CancellationToken Uptime);
}
