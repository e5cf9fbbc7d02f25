using Amazon.EC2InstanceConnect.Model;
using Amazon.SimpleSystemsManagement.Model;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Ssh.Sessions;
using Fleetyard.Fleets.Waiting;
using Fleetyard.Recipes;
using Renci.SshNet.Common;

namespace Fleetyard.Fleets.Ssh;

/// <summary>Connects to a run's instance as soon as it lets it, and says why it does not.</summary>
internal sealed class SshConnector(FleetRun run, Waiter waiter, TimeProvider time)
{
    /// <summary>An instance takes a pushed key for 60 seconds; this leaves a connection its time.</summary>
    private static readonly TimeSpan PushedFor = TimeSpan.FromSeconds(30);

    /// <summary>How long an address is taken for this machine's before it is found anew.</summary>
    private static readonly TimeSpan FollowedFor = TimeSpan.FromMinutes(1);

    private readonly string instance = run.State.InstanceId
        ?? throw new FleetException("There is no instance to run scripts on; run the same command again without --exclusive, which prepares one first.");

    private DateTimeOffset? pushed, followed;
    private string reason = "";

    /// <summary>Connects, again and again until the deadline: a host that boots is not there, shows another key, or does not know the run's key yet.</summary>
    /// <param name="deadline">How long at most.</param>
    /// <param name="before">A boot that is to be over, or null.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="FleetException">It could not; the message has the last reason.</exception>
    public Task<SshConnection> ConnectAsync(TimeSpan deadline, string? before, CancellationToken cancellationToken) => waiter.ForAsync(
        $"SSH to reach {instance}",
        deadline,
        async token => await SshTarget.FindAsync(run, instance, token) is { } target ? await TryAsync(target, before, token) : null,
        () => reason,
        cancellationToken);

    private async Task<SshConnection?> TryAsync(SshTarget target, string? before, CancellationToken cancellationToken)
    {
        var told = reason;
        SessionTunnel? tunnel = null;
        try
        {
            await PushAsync(target, cancellationToken);
            tunnel = run.Recipe.Instance.Ssh.Through == SshRoute.SessionManager ? await SessionTunnel.OpenAsync(run, instance, time, cancellationToken) : null;
            var connection = await SshConnection.OpenAsync(tunnel is null ? target : target.Through(tunnel), tunnel, cancellationToken);
            if (connection.Boot != before)
            {
                return connection;
            }

            await connection.DisposeAsync();
            reason = "it did not reboot.";
        }
        catch (HostKeyDiffersException e)
        {
            reason = $"{target.Address} shows the host key {e.Shown} and not {target.HostKey}, which the run gave it: cloud-init did not put it there (see the instance's console output), or another host answers.";
        }
        catch (SshAuthenticationException) when (run.Recipe.Instance.Remote == RemoteAccess.Ec2InstanceConnect)
        {
            reason = $"it refuses the key that EC2 Instance Connect brought for {target.User}: the AMI may lack its agent (the package ec2-instance-connect) or that user; take another AMI, set instance.ssh.user, or set instance.remote to ssh.";
        }
        catch (SshAuthenticationException)
        {
            reason = $"it refuses the run's key for {target.User}; set instance.ssh.user to the AMI's own user.";
        }
        catch (SudoRefusedException e)
        {
            reason = $"{target.User} may not become root with sudo -n ({Line(e)}); set instance.ssh.user to a user whose sudo asks for no password.";
        }
        catch (EC2InstanceConnectNotReadyException e)
        {
            reason = $"EC2 Instance Connect does not bring the key: {Line(e)}.";
        }
        catch (TargetNotConnectedException e)
        {
            reason = $"Session Manager does not reach the agent of {instance} ({AwsErrors.Answer(e)}): the instance profile needs AmazonSSMManagedInstanceCore, the subnet a way to SSM, and Debian's and Red Hat's AMIs instance.ssmAgent.";
        }
        catch (InvalidDocumentException e)
        {
            throw e.Told($"No session with {instance} could be started", $"see that the document {SessionTunnel.Document} may be used in {run.Recipe.Region}, or set instance.ssh.through to direct");
        }
        catch (Exception e) when (SshFailures.IsBroken(e) && run.Recipe.Instance.Ssh.Through == SshRoute.SessionManager)
        {
            reason = $"{instance} does not answer through Session Manager ({tunnel?.Broken ?? Line(e)}); see that its sshd runs at port {SshTarget.SshPort} and that this machine reaches Session Manager's WebSockets.";
        }
        catch (Exception e) when (SshFailures.IsBroken(e))
        {
            await FollowAsync(cancellationToken);
            reason = $"{target.Address} does not answer at port {SshTarget.SshPort} ({Line(e)}); the security group {run.State.Ssh?.SecurityGroupId} lets in {run.State.Ssh?.From} alone: see that this machine is seen with that address, and that the instance's subnet has a route to it.";
        }

        if (reason != told)
        {
            run.Log.Progress($"{instance} is not reached yet: {reason}");
        }

        return null;
    }

    /// <summary>This machine may be seen with another address than before, also since the last connection.</summary>
    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        if (run.Now - followed < FollowedFor)
        {
            return;
        }

        followed = run.Now;
        try
        {
            await CallersAddress.FollowAsync(run, "Ssh", cancellationToken);
        }
        catch (FleetException e)
        {
            run.Log.Warning($"{e.Message.TrimEnd('.')}; SSH stays open to {run.State.Ssh?.From}.");
        }
    }

    private async Task PushAsync(SshTarget target, CancellationToken cancellationToken)
    {
        if (run.Recipe.Instance.Remote != RemoteAccess.Ec2InstanceConnect || run.Now - pushed < PushedFor)
        {
            return;
        }

        var request = new SendSSHPublicKeyRequest { InstanceId = target.InstanceId, InstanceOSUser = target.User, SSHPublicKey = target.Key.Public, AvailabilityZone = target.Zone.Length > 0 ? target.Zone : null };
        try
        {
            await run.Clients.InstanceConnect.SendSSHPublicKeyAsync(request, cancellationToken).AboutAsync($"key for {target.User} on {target.InstanceId}");
            pushed = run.Now;
        }
        catch (Exception e) when (e is EC2InstanceNotFoundException or EC2InstanceStateInvalidException or EC2InstanceUnavailableException)
        {
            throw new EC2InstanceConnectNotReadyException(AwsErrors.Reason(e), e);
        }
        catch (Exception e) when (e is AuthException or InvalidArgsException or EC2InstanceTypeInvalidException)
        {
            throw ((Amazon.Runtime.AmazonServiceException)e).Told($"EC2 Instance Connect did not take the key for {target.User} on {target.InstanceId}", "grant ec2-instance-connect:SendSSHPublicKey, set instance.ssh.user, or set instance.remote to ssh");
        }
    }

    private static string Line(Exception e) => e.Message.ReplaceLineEndings(" ").TrimEnd('.', ' ');

    private sealed class EC2InstanceConnectNotReadyException(string message, Exception inner) : Exception(message, inner);
}
