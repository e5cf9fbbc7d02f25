using Fleetyard.Yaml;

namespace Fleetyard.Recipes.Reading;

/// <summary>Reads how an instance is reached, from a recipe's <c>instance</c> section.</summary>
internal sealed class RemoteReading(AmiSource? source)
{
    private static readonly Dictionary<string, RemoteAccess> Accesses = new()
    {
        ["ssm"] = RemoteAccess.Ssm,
        ["ssh"] = RemoteAccess.Ssh,
        ["ec2-instance-connect"] = RemoteAccess.Ec2InstanceConnect,
    };

    private static readonly Dictionary<string, SshRoute> Routes = new()
    {
        ["direct"] = SshRoute.Direct,
        ["session-manager"] = SshRoute.SessionManager,
    };

    private static readonly Dictionary<string, SshAddress> Addresses = new()
    {
        ["public"] = SshAddress.Public,
        ["private"] = SshAddress.Private,
        ["ipv6"] = SshAddress.Ipv6,
    };

    private static readonly string[] OfAnOpenPort = ["from", "address"];

    public (RemoteAccess Access, SshSettings Ssh, string? Profile, SsmAgent? Agent) Read(Section section, InstancePlacement placement)
    {
        var access = section.Choice("remote", Accesses) ?? RemoteAccess.Ssm;
        var ssh = Ssh(section, access, placement);
        var needsAgent = access == RemoteAccess.Ssm || ssh.Through == SshRoute.SessionManager;
        var profile = section.Text("profile", Rules.InstanceProfile, required: needsAgent);
        var agent = Agent(section.Child("ssmAgent"));
        if (section.Has("ssmAgent") && !needsAgent)
        {
            section.Fault("ssmAgent", "instance.ssmAgent goes with remote: ssm or ssh.through: session-manager (set one of them, or leave ssmAgent out)");
        }

        return (access, ssh, profile, agent);
    }

    /// <summary>An instance whose AMI lacks the agent is never reached; which AMIs carry one is told by the pages below.</summary>
    /// <remarks>Sources: "Find AMIs with the SSM Agent preinstalled" of the Systems Manager User Guide; "Install EC2 Instance Connect" of the EC2 User Guide.</remarks>
    public void WarnOfMissingAgent(Section? section, BuildInstance? instance)
    {
        if (source?.Provider is not (AmiProvider.Debian or AmiProvider.RedHat))
        {
            return;
        }

        var provider = SourceReading.Shown(source.Provider.Value);
        if (instance is { Remote: RemoteAccess.Ssm, SsmAgent: null })
        {
            section?.Warn("provider", $"{provider}'s AMIs carry no SSM agent, so AWS cannot run a script on the instance (set instance.ssmAgent)");
        }

        if (instance is { Remote: not RemoteAccess.Ssm, NeedsAgent: true, SsmAgent: null })
        {
            section?.Warn("provider", $"{provider}'s AMIs carry no SSM agent, so no session reaches the instance (set instance.ssmAgent)");
        }

        if (instance is { Remote: RemoteAccess.Ec2InstanceConnect })
        {
            section?.Warn("provider", $"{provider}'s AMIs carry no EC2 Instance Connect, so no key reaches the instance (set instance.remote to ssh)");
        }
    }

    private SshSettings Ssh(Section section, RemoteAccess access, InstancePlacement placement)
    {
        var ssh = section.Child("ssh");
        var user = ssh?.Text("user", Rules.LinuxUser);
        var through = ssh?.Choice("through", Routes) ?? SshRoute.Direct;
        var from = ssh?.Text("from", SingleAddress.Rule);
        var address = ssh?.Choice("address", Addresses) ?? SshAddress.Public;
        ssh?.NoOthers();
        if (access == RemoteAccess.Ssm)
        {
            if (section.Has("ssh"))
            {
                section.Fault("ssh", "instance.ssh goes with remote: ssh or ec2-instance-connect (set it, or leave ssh out)");
            }

            return new SshSettings();
        }

        if ((source?.Owner ?? source?.ImageId) is not null && ssh?.Has("user") != true)
        {
            (ssh ?? section).Fault("user", "instance.ssh.user is missing: the source names no provider whose user is known (a Linux user name such as ec2-user)");
        }

        if (through == SshRoute.SessionManager)
        {
            OpensNothing(ssh!);
            return new SshSettings { User = user, Through = through };
        }

        Contradictions(section, ssh, address, from, placement);
        return new SshSettings { User = user, From = from, Address = address };
    }

    private static void OpensNothing(Section ssh)
    {
        foreach (var key in OfAnOpenPort.Where(ssh.Has))
        {
            ssh.Fault(key, $"instance.ssh.{key} does not go with through: session-manager, which opens no port (direct, or leave {key} out)");
        }
    }

    private static void Contradictions(Section section, Section? ssh, SshAddress address, string? from, InstancePlacement placement)
    {
        if (address == SshAddress.Public && placement.PublicIp == false)
        {
            section.Fault("publicIp", "instance.publicIp is false, but instance.ssh.address is public (private or ipv6, or publicIp: true)");
        }

        if (address == SshAddress.Ipv6 && !placement.Ipv6)
        {
            ssh?.Fault("address", "instance.ssh.address is ipv6, but the instance has no IPv6 address (set instance.ipv6 to true)");
        }

        if (from is not null && SingleAddress.IsIpv6(from) != (address == SshAddress.Ipv6))
        {
            ssh?.Fault("from", $"instance.ssh.from is '{from}', from which nothing reaches an {(address == SshAddress.Ipv6 ? "IPv6" : "IPv4")} address (one address of the version that instance.ssh.address has)");
        }
    }

    private static SsmAgent? Agent(Section? section)
    {
        var version = section?.Text("version", Rules.Version, required: true);
        var hash = section?.Text("sha256", Rules.Sha256, required: true);
        section?.NoOthers();
        return version is not null && hash is not null ? new(version, hash) : null;
    }
}
