using Fleetyard.LocalCloud.Ec2.Amis;
using Fleetyard.LocalCloud.Instances;
using Fleetyard.LocalCloud.Instances.Boot;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2.Boot;

/// <summary>What cloud-init does when an instance boots for the first time; a later boot does none of it.</summary>
internal sealed class FirstBoot(Cloud cloud, Consoles consoles)
{
    /// <summary>Makes the base system's default user, lets a key in, and starts sshd.</summary>
    /// <exception cref="InstanceHostException">The instance cannot be reached by SSH; the message says why and what to do.</exception>
    public async Task OpenSshAsync(string id, string? publicKey, CancellationToken cancellationToken)
    {
        var said = "";
        var user = DefaultUser(BaseSystems.Of(cloud, cloud.Store.Get<InstanceDocument>(id)!));
        var code = await cloud.Host.RunAsync(id, BootScripts.SetUpSsh(user, publicKey), chunk =>
        {
            consoles.Append(id, chunk);
            said += chunk.Text;
        }, cancellationToken);
        consoles.Keep(id);
        if (code != 0)
        {
            throw new InstanceHostException(said.Trim().ReplaceLineEndings("; "));
        }

        cloud.Store.Change<InstanceDocument>(id, instance => instance with { HasSshd = true });
    }

    /// <summary>Runs the user data. What fails is told on the console, and the instance goes on.</summary>
    public async Task FinishAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            var data = cloud.Store.Get<InstanceDocument>(id)?.UserData is { } base64 ? UserData.Read(base64) : new UserData(null, null);
            if (data.WhyNot is not null)
            {
                consoles.Say(id, $"the user data is not run: {data.WhyNot}");
            }

            var code = await cloud.Host.RunAsync(id, BootScripts.FinishBoot(data.Script), chunk => consoles.Append(id, chunk), cancellationToken);
            consoles.Say(id, code == 0 ? "the first boot is finished" : $"the user data ended with exit code {code}; the instance goes on, as with cloud-init");
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            consoles.Say(id, $"the user data was cut off: {fault.Message}");
        }
        finally
        {
            consoles.Keep(id);
            cloud.Store.Change<InstanceDocument>(id, instance => instance.Booted(cloud.Now));
        }
    }

    /// <summary>The user that the provider's AMIs have.</summary>
    private static string DefaultUser(BaseSystem? system) => system?.Distribution switch
    {
        "debian" => "admin",
        "ubuntu" => "ubuntu",
        _ => "ec2-user",
    };
}
