using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Fleetyard.LocalCloud.Ec2.Boot;
using Fleetyard.LocalCloud.Ec2.Keys;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.Instances;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.InstanceConnect;

/// <summary>SendSSHPublicKey: an instance's sshd takes a key for a minute.</summary>
internal sealed partial class SendPublicKey(Cloud cloud)
{
    /// <summary>"SendSSHPublicKey" in the EC2 Instance Connect API Reference.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    /// <summary>An sshd that is not there is installed first; the SDKs wait for an answer a little longer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly FirstBoot boot = new(cloud, new Consoles(cloud));

    /// <summary>Answers when the key is taken, as who asks connects at once.</summary>
    public JsonObject Send(JsonCall call)
    {
        var instance = Running(call);
        if (!cloud.Host.HasSshd)
        {
            throw Fault("InvalidArgsException", $"LocalCloud's {cloud.Host.Kind.ToString().ToLowerInvariant()} instances run no sshd that takes a key; rehearse with --instances=docker or --instances=overlay.");
        }

        var user = call.Required("InstanceOSUser", "InvalidArgsException") is var name && User().IsMatch(name)
            ? name
            : throw Fault("InvalidArgsException", $"InstanceOSUser is '{name}', which is no user's name.");
        var key = KeyOf(call.Required("SSHPublicKey", "InvalidArgsException"));
        PutAsync(instance, user, key).GetAwaiter().GetResult();
        cloud.Start(token => RemoveAsync(instance.Id, user, key, token));
        return new() { ["RequestId"] = Guid.NewGuid().ToString(), ["Success"] = true };
    }

    private InstanceDocument Running(JsonCall call)
    {
        var id = call.Required("InstanceId", "InvalidArgsException");
        var zone = call.Text("AvailabilityZone");
        if (cloud.Store.Get<InstanceDocument>(id) is not { } instance || instance.Region != call.Region || cloud.Now < instance.VisibleFrom || (zone ?? instance.Zone) != instance.Zone)
        {
            throw Fault("EC2InstanceNotFoundException", $"Instance {id} was not found{(zone is null ? "" : $" in {zone}")}.");
        }

        return instance.State.At(cloud.Now) is var state && state == "running"
            ? instance
            : throw Fault("EC2InstanceStateInvalidException", $"Instance {id} is {state}; it must be running.");
    }

    private static string KeyOf(string text)
    {
        try
        {
            return PublicKey.Parse(Convert.ToBase64String(Encoding.UTF8.GetBytes(text))).Line;
        }
        catch (AwsFault)
        {
            throw Fault("InvalidArgsException", "SSHPublicKey is no OpenSSH public key of the type RSA or ED25519.");
        }
    }

    private async Task PutAsync(InstanceDocument instance, string user, string key)
    {
        if (!cloud.Host.HasBoot)
        {
            throw Fault("EC2InstanceUnavailableException", $"Instance {instance.Id} has no sshd: its host boots none.");
        }

        using var deadline = new CancellationTokenSource(Patience, cloud.Time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cloud.Uptime(instance.Id), cloud.Ending);
        try
        {
            if (!instance.HasSshd)
            {
                await cloud.OnInstanceAsync(instance.Id, () => boot.OpenSshAsync(instance.Id, null, any.Token), any.Token);
                await Addresses.NoteAsync(cloud, instance.Id, any.Token);
            }

            await RunAsync(instance.Id, """printf '%s\n' "$KEY" >>"/run/fleetyard/keys/$USER_NAME" && chmod 644 "/run/fleetyard/keys/$USER_NAME" """, user, key, any.Token);
        }
        catch (Exception) when (any.IsCancellationRequested)
        {
            throw Fault("EC2InstanceUnavailableException", deadline.IsCancellationRequested
                ? $"Instance {instance.Id} did not take the key within {Patience.TotalSeconds} s: a command runs there, or its sshd is slow to install; send the key again."
                : $"Instance {instance.Id} was stopped, rebooted or terminated, or LocalCloud ended, before it took the key; send it again when the instance runs.");
        }
        catch (InstanceHostException fault)
        {
            throw Fault("EC2InstanceUnavailableException", fault.Message);
        }
    }

    private async Task RemoveAsync(string id, string user, string key, CancellationToken cancellationToken)
    {
        await Task.Delay(Lifetime, cloud.Time, cancellationToken);
        if (cloud.Store.Get<InstanceDocument>(id)?.State.At(cloud.Now) == "running")
        {
            // The first that is like it: a key that was sent twice is taken until the second one's minute is over.
            await RunAsync(id, """
                cd /run/fleetyard/keys && [ -e "$USER_NAME" ] || exit 0
                line=$(grep -nxF "$KEY" "$USER_NAME" | head -n 1 | cut -d : -f 1)
                [ -z "$line" ] || sed -i "${line}d" "$USER_NAME"
                """, user, key, cancellationToken);
        }
    }

    private Task<int> RunAsync(string id, string script, string user, string key, CancellationToken cancellationToken) => cloud.Host.RunAsync(
        id, new InstanceCommand(script, new Dictionary<string, string> { ["USER_NAME"] = user, ["KEY"] = key }), _ => { }, cancellationToken);

    private static AwsFault Fault(string code, string message) => new(code, message) { MessageMember = "Message" };

    /// <summary>InstanceOSUser in the service model.</summary>
    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9@._-]{0,30}[A-Za-z0-9$_-]?$")]
    private static partial Regex User();
}
