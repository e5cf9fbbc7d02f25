using System.Text;
using Fleetyard.LocalCloud.Instances;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.CodeBuild;

/// <summary>Runs a buildspec's commands on the build's instance.</summary>
internal sealed class BuildCommands(Cloud cloud, BuildLog log, string instance, string shell)
{
    /// <summary>CodeBuild's status code of a command that failed.</summary>
    public const string Error = "COMMAND_EXECUTION_ERROR";

    /// <summary>LocalCloud's own, of a command that counts as neither success nor failure.</summary>
    public const string NotRun = "COMMAND_NOT_RUN";

    /// <summary>Whether no phase has failed so far, as commands are told it.</summary>
    public bool Succeeding { get; set; } = true;

    /// <summary>Makes the build's folders, and gives its variables to all commands.</summary>
    public async Task PrepareAsync(IReadOnlyDictionary<string, string> variables, CancellationToken cancellationToken)
    {
        var said = new StringBuilder();
        var prepare = new InstanceCommand(BuildShell.Prepared(shell), variables, BuildShell.SourceDirectory);
        var code = await cloud.Host.RunAsync(instance, prepare, chunk => said.Append(chunk.Text), cancellationToken);
        if (code != 0)
        {
            throw new InstanceHostException($"The build's folders could not be made on {instance}: exit status {code}: {said.ToString().Trim().ReplaceLineEndings("; ")}");
        }
    }

    /// <summary>Runs a phase's commands up to the first that fails, then those that run whatever happened.</summary>
    /// <returns>What there is to know about the phase.</returns>
    public async Task<List<PhaseContext>> RunAsync(BuildspecPhase phase, CancellationToken cancellationToken)
    {
        var contexts = new List<PhaseContext>();
        await RunAsync(phase.Commands, contexts, cancellationToken);
        await RunAsync(phase.Finally, contexts, cancellationToken);
        return contexts;
    }

    private async Task RunAsync(IReadOnlyList<BuildspecCommand> commands, List<PhaseContext> contexts, CancellationToken cancellationToken)
    {
        foreach (var command in commands)
        {
            if (command.NeedsKernel && !cloud.Host.HasOwnKernel)
            {
                var why = $"{command.Title}: it needs a kernel of the instance's own, which {cloud.Host.Kind.ToString().ToLowerInvariant()} instances do not have";
                log.Say($"Did not run command {why}");
                contexts.Add(new(NotRun, $"Did not run {why}"));
                continue;
            }

            log.Say($"Running command {command.Text.TrimEnd()}");
            var environment = new Dictionary<string, string> { [BuildShell.Succeeding] = Succeeding ? "1" : "0" };
            var code = await ShellAsync(new(BuildShell.Of(shell, command.Text), environment, BuildShell.SourceDirectory), cancellationToken);
            if (code != 0)
            {
                log.Say($"Command did not exit successfully {command.Title} exit status {code}");
                contexts.Add(new(Error, $"Error while executing command: {command.Title}. Reason: exit status {code}"));
                return;
            }
        }
    }

    private async Task<int> ShellAsync(InstanceCommand command, CancellationToken cancellationToken)
    {
        var code = await cloud.Host.RunAsync(instance, command, log.Write, cancellationToken);
        log.Flush();
        return code;
    }
}
