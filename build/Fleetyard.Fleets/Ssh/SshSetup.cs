using Amazon.Runtime;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Ssh.Sessions;
using Fleetyard.Fleets.Waiting;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Ssh;

/// <summary>Makes what an instance is reached with by SSH before its launch, and takes it away after its end.</summary>
internal static class SshSetup
{
    /// <summary>The way in, as the end of what is planned; nothing for SSM.</summary>
    /// <exception cref="FleetException">It is not known as whom to log in.</exception>
    public static string Told(Recipe recipe)
    {
        var instance = recipe.Instance;
        return instance.Remote == RemoteAccess.Ssm ? ""
            : $", reached by SSH as {SshUser.Of(recipe)}{(instance.Remote == RemoteAccess.Ec2InstanceConnect ? " with EC2 Instance Connect" : "")}{(instance.Ssh.Through == SshRoute.SessionManager ? " through Session Manager" : $" from {instance.Ssh.From ?? "this machine's address"}")}";
    }

    /// <summary>Makes keys, key pair and, where a port is opened, security group, or goes on with those that an earlier command made; does nothing for SSM.</summary>
    /// <exception cref="FleetException">Something could not be made.</exception>
    public static async Task MakeAsync(FleetRun run, string step, Waiter waiter, CancellationToken cancellationToken)
    {
        var remote = run.Recipe.Instance.Remote;
        if (remote == RemoteAccess.Ssm)
        {
            return;
        }

        SshUser.Of(run.Recipe);
        if (run.State.Launched is not null)
        {
            SshKeys.Of(run);
            return;
        }

        var keys = SshKeys.Find(run);
        if (keys is null || keys.Host.Fingerprint != run.State.Ssh?.HostKey)
        {
            await RemoveAsync(run, step, waiter, cancellationToken);
            var from = await CallersAddress.FindAsync(run, cancellationToken);
            keys = SshKeys.Make(run);
            run.Learn(step, state => state with { Ssh = new SshAccess { Name = $"fleetyard-{state.RunId}-{state.Attempt}", From = from, HostKey = keys.Host.Fingerprint } });
        }
        else
        {
            await CallersAddress.FollowAsync(run, step, cancellationToken);
        }

        await CallersAddress.FollowAsync(run, step, cancellationToken);
        if (run.State.Ssh!.From is { } open)
        {
            await SecurityGroups.EnsureAsync(run, step, run.State.Ssh, open, waiter, cancellationToken);
        }

        if (remote == RemoteAccess.Ssh)
        {
            await KeyPairs.EnsureAsync(run, step, run.State.Ssh, keys.User, cancellationToken);
        }
    }

    /// <summary>Deletes keys, security group and key pair, and ends sessions, once the instance is gone. What cannot be removed is told, and stays for Cleanup.</summary>
    public static async Task RemoveAsync(FleetRun run, string step, Waiter waiter, CancellationToken cancellationToken)
    {
        if (run.State.Ssh is not { } access)
        {
            return;
        }

        SshKeys.Delete(run);
        await RemoveAsync(run, access.Name, () => KeyPairs.RemoveAsync(run, access, cancellationToken), cancellationToken);
        await RemoveAsync(run, access.From is null ? "the run's sessions" : access.SecurityGroupId ?? access.Name,
            () => access.From is null ? LeftSessions.EndAsync(run, cancellationToken) : SecurityGroups.RemoveAsync(run, access, waiter, cancellationToken), cancellationToken);
        run.Learn(step, state => state with { Ssh = null });
    }

    private static async Task RemoveAsync(FleetRun run, string what, Func<Task> remove, CancellationToken cancellationToken)
    {
        try
        {
            await remove();
        }
        catch (Exception e) when (e is FleetException or AmazonClientException or AmazonServiceException || Refusals.IsPassing(e, cancellationToken))
        {
            run.Log.Warning($"Could not remove {what}: {AwsErrors.Reason(e)}; ./build.sh --target=Cleanup removes it later.");
        }
    }
}
