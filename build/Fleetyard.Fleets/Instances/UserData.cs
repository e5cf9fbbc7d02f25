using System.Globalization;
using System.Text;
using Fleetyard.Fleets.Runs;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Instances;

/// <summary>What cloud-init runs at the first boot: a timer that ends a forgotten instance, and the SSM agent where the AMI lacks it.</summary>
internal static class UserData
{
    public static string For(FleetRun run)
    {
        var script = new StringBuilder("#!/bin/sh\nset -eu\n").Append(Timer(run.Expires));
        if (run.Recipe.Instance.SsmAgent is { } agent)
        {
            script.Append(Agent(agent, run.Recipe));
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

    /// <summary>The version and hash are digits, dots and letters only: the recipe's reader lets nothing else through.</summary>
    private static string Agent(SsmAgent agent, Recipe recipe)
    {
        var rpm = recipe.Source.Provider is AmiProvider.RedHat or AmiProvider.Amazon;
        var architecture = recipe.Source.Architecture == Architecture.Arm64 ? "arm64" : "amd64";
        var (folder, package, install) = rpm ? ($"linux_{architecture}", "amazon-ssm-agent.rpm", "rpm -U --replacepkgs") : ($"debian_{architecture}", "amazon-ssm-agent.deb", "dpkg -i");
        var url = $"https://s3.{recipe.Region}.amazonaws.com/amazon-ssm-{recipe.Region}/{agent.Version}/{folder}/{package}";
        return $"""
            cd /root
            if command -v curl >/dev/null; then curl -fsSLo {package} {url}; else wget -qO {package} {url}; fi
            echo '{agent.Sha256}  {package}' | sha256sum --check --quiet
            {install} {package}
            rm {package}
            systemctl enable --now amazon-ssm-agent

            """;
    }
}
