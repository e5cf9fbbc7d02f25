using Docker.DotNet.Models;
using Fleetyard.LocalCloud.Instances.Boot;

namespace Fleetyard.LocalCloud.Instances.Docker;

/// <summary>What an instance's container may do and has.</summary>
internal static class InstanceContainer
{
    public static CreateContainerParameters Parameters(Owner owner, string instanceId, string image) => new()
    {
        Name = owner.Prefix + instanceId,
        Image = image,
        Hostname = instanceId,
        Labels = owner.Labels,
        User = "root",
        WorkingDir = "/",
        // It lives until the end of a pipe that its LocalCloud holds.
        Entrypoint = [.. BootScripts.Init(address: null)],
        Cmd = [],
        OpenStdin = true,
        StdinOnce = true,
        HostConfig = new HostConfig
        {
            // Reaps what commands leave behind.
            Init = true,

            // Docker's default network: out through the engine's NAT, which package mirrors and Nix's caches want. Nothing comes in, and
            // what this machine serves on its own loopback is out of reach, which it would not be on the network "host".
            NetworkMode = "bridge",

            // Docker's default set without making devices and raw packets, which no package's scripts want. Nothing is added: Nix's
            // sandbox would want CAP_SYS_ADMIN, with which a container is hardly one; Nix builds without where it cannot have it
            // (sandbox-fallback in nix.conf(5)). A user's sudo has these and no more, since nothing in here has: an instance that is
            // reached by SSH needs it, so "no-new-privileges" is not among the options.
            CapDrop = ["MKNOD", "NET_RAW"],

            // Many times what a parallel build has; a fork bomb ends here.
            PidsLimit = 8192,

            // /tmp and /run do not outlive a boot. Scripts and builds run programs from /tmp, which docker's default forbids.
            Tmpfs = new Dictionary<string, string> { ["/tmp"] = "exec,mode=1777", ["/run"] = "exec,mode=755" },

            // The main process speaks to us alone, and what commands say is not logged by the engine.
            LogConfig = new LogConfig { Type = "none" },
        },
    };
}
