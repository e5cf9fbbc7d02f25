using System.Globalization;
using System.Text;
using Fleetyard.Fleets.Runs;

namespace Fleetyard.Fleets.Instances;

/// <summary>What cloud-init runs at the first boot: a timer that ends a forgotten instance, and the SSM agent where the AMI lacks it.</summary>
internal static class UserData
{
    public static string For(FleetRun run)
    {
        var script = new StringBuilder("#!/bin/sh\nset -eu\n").Append(Timer(run.Expires));
        if (run.Recipe.Instance.SsmAgent is { } agent)
        {
            script.Append(SsmAgentUserData.For(agent, run.Recipe));
        }

        return Convert.ToBase64String(Encoding.UTF8.GetBytes(script.ToString().ReplaceLineEndings("\n")));
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
