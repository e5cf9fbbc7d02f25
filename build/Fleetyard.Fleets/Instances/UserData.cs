using System.Globalization;
using System.Text;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Ssh;

namespace Fleetyard.Fleets.Instances;

/// <summary>
/// What cloud-init runs at the first boot: a timer that ends a forgotten instance, the run's host key where it is reached by SSH, the SSM
/// agent where the AMI lacks it, and the recipe's own script.
/// </summary>
internal static class UserData
{
    /// <summary>EC2's limit, in bytes before base64.</summary>
    private const int MostBytes = 16 * 1024;

    /// <summary>Sees to it that EC2 takes it, before anything is launched with it.</summary>
    /// <exception cref="FleetException">It is longer than EC2 takes.</exception>
    public static void Check(FleetRun run) => For(run);

    /// <exception cref="FleetException">It is longer than EC2 takes.</exception>
    public static string For(FleetRun run)
    {
        var script = new StringBuilder("#!/bin/sh\nset -eu\n").Append(Timer(run.Expires));
        if (run.State.Ssh is not null)
        {
            script.Append(HostKeyUserData.For(SshKeys.Of(run).Host));
        }

        if (run.Recipe.Instance.SsmAgent is { } agent)
        {
            script.Append(SsmAgentUserData.For(agent, run.Recipe));
        }

        if (run.Recipe.Instance.UserData is { } own)
        {
            script.Append(RecipeUserData.For(own));
        }

        var bytes = Encoding.UTF8.GetBytes(script.ToString().ReplaceLineEndings("\n"));
        return bytes.Length <= MostBytes
            ? Convert.ToBase64String(bytes)
            : throw new FleetException($"The user data of {run.Recipe.File} is {bytes.Length} bytes long with {run.Recipe.Instance.UserData?.Name ?? "no script of its own"} compressed in it, and EC2 takes {MostBytes}; move what it does into a script of the dependencies.");
    }

    /// <summary>
    /// Powers the instance off at one moment, which terminates it. A timer of systemd outlives a reboot as <c>shutdown -h +minutes</c> does
    /// not, and Persistent makes up for a moment that passed while it was off. clean-up.sh takes it away before the AMI is made.
    /// </summary>
    private static string Timer(DateTimeOffset expires) => $"""
        cat >/etc/systemd/system/fleetyard-expiry.service <<'UNIT'
        [Unit]
        Description=Ends this instance, whose run was forgotten
        [Service]
        Type=oneshot
        ExecStart=/bin/systemctl --no-block poweroff
        UNIT
        cat >/etc/systemd/system/fleetyard-expiry.timer <<'UNIT'
        [Unit]
        Description=When the run of this instance expires
        [Timer]
        OnCalendar={expires.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC
        Persistent=true
        [Install]
        WantedBy=timers.target
        UNIT
        systemctl daemon-reload
        systemctl enable --now fleetyard-expiry.timer

        """;
}
