using System.Text;
using Fleetyard.Fleets.Runs;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Instances;

/// <summary>What cloud-init runs at the first boot: a timer that ends a forgotten instance, and the SSM agent where the AMI lacks it.</summary>
internal static class UserData
{
    public static string For(FleetRun run)
    {
        var script = new StringBuilder("#!/bin/sh\nset -eu\n");
        script.Append(FormattableString.Invariant($"shutdown -h +{(int)run.Settings.Lifetime.TotalMinutes} 'fleetyard: the run is over' &\n"));
        if (run.Recipe.Instance.SsmAgent is { } agent)
        {
            script.Append(Agent(agent, run.Recipe));
        }

        return Convert.ToBase64String(Encoding.UTF8.GetBytes(script.ToString()));
    }

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
