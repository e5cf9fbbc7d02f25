using System.Security.Cryptography;
using Amazon.EC2.Model;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Ssh;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Provisioning;

/// <summary>Reaches an instance by SSH.</summary>
internal sealed class SshShell(FleetRun run, SshConnector connector, TimeProvider time) : IRemoteShell
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);

    /// <summary>How often a connection may break in a row, without anything of a script's output in between.</summary>
    private const int MostBreaks = 10;

    private SshConnection? connection;

    public string Name => "SSH";

    public async Task OnlineAsync(CancellationToken cancellationToken) => await ConnectedAsync(cancellationToken);

    public async Task<ScriptEnd> RunAsync(RecipeScript script, ScriptOutput output, CancellationToken cancellationToken)
    {
        var deadline = run.Now + script.Timeout;
        while (true)
        {
            // A name of its own, so that nothing of the last boot is taken for this one's.
            var remote = new SshScript(script, Secrets.Of(run, script), RandomNumberGenerator.GetHexString(8, lowercase: true));
            var end = await OnceAsync(remote, new SshFollower(run, script.Name, output, time, deadline), deadline, cancellationToken);
            if (end is { ExitCode: not Reboot.Wanted })
            {
                return end;
            }

            if (end is not null)
            {
                await RebootAsync(cancellationToken);
            }

            output.EndLine();
            run.Log.Say($"{run.State.InstanceId} rebooted; {script.Name} runs again");
        }
    }

    public async Task SendAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var to = await ConnectedAsync(cancellationToken);
        // As many bytes as there are: the end of an input that has none does not come.
        var answer = await to.RunAsync($"set -eu; umask 077; mkdir -p \"$(dirname {path})\"; head -c {content.Length} >{path}.part\n{SentFile.Check(path, content.Span)}", content, cancellationToken);
        if (answer.Code != 0)
        {
            throw SentFile.Refused(path, run.State.InstanceId!, answer.Code, answer.Output, answer.Errors);
        }
    }

    public ValueTask DisposeAsync() => DisconnectAsync();

    /// <summary>How the script ended in this boot; null where the instance rebooted under it.</summary>
    private async Task<ScriptEnd?> OnceAsync(SshScript script, SshFollower follower, DateTimeOffset deadline, CancellationToken cancellationToken)
    {
        var boot = (await ConnectedAsync(cancellationToken)).Boot;
        var sent = false;
        for (var breaks = 0; ;)
        {
            var before = follower.Bytes;
            try
            {
                var to = await ConnectedAsync(cancellationToken);
                if (to.Boot != boot)
                {
                    return null;
                }

                if (!sent)
                {
                    await SendAsync(script, cancellationToken);
                    sent = true;
                }

                return await follower.FollowAsync(to, script, cancellationToken);
            }
            catch (Exception e) when (SshFailures.IsBroken(e))
            {
                breaks = follower.Bytes > before ? 1 : breaks + 1;
                if (breaks == MostBreaks || run.Now > deadline)
                {
                    throw new FleetException($"The connection to {run.State.InstanceId} broke {breaks} times in a row ({e.Message.TrimEnd('.')}); look at the instance and the network, and run the same command again.", e);
                }

                run.Log.Progress($"The connection to {run.State.InstanceId} broke ({e.Message.TrimEnd('.')}); connecting again");
                await DisconnectAsync();
            }
        }
    }

    private async Task SendAsync(SshScript script, CancellationToken cancellationToken)
    {
        foreach (var (path, content) in script.Files)
        {
            await SendAsync(path, content, cancellationToken);
        }
    }

    /// <summary>Asks EC2, since an instance that reboots itself breaks the connection before it can say that it does.</summary>
    private async Task RebootAsync(CancellationToken cancellationToken)
    {
        var boot = (await ConnectedAsync(cancellationToken)).Boot;
        run.Log.Say($"Rebooting {run.State.InstanceId}, as the script asks");
        await run.Clients.Ec2.RebootInstancesAsync(new RebootInstancesRequest { InstanceIds = [run.State.InstanceId] }, cancellationToken).AboutAsync($"instance {run.State.InstanceId}");
        await DisconnectAsync();
        connection = await connector.ConnectAsync(Deadline, boot, cancellationToken);
    }

    private async Task<SshConnection> ConnectedAsync(CancellationToken cancellationToken) =>
        connection ??= await connector.ConnectAsync(Deadline, null, cancellationToken);

    private async ValueTask DisconnectAsync()
    {
        if (connection is { } open)
        {
            connection = null;
            await open.DisposeAsync();
        }
    }
}
