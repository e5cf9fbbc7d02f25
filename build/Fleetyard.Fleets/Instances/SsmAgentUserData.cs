using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Instances;

/// <summary>
/// The part of the user data that installs the SSM agent. The instance chooses the package by the tool it has, since an owner and a name
/// pattern do not tell; the recipe's SHA-256 is of one package, and another one is refused.
/// What it says reaches the console, where EC2 shows it: cloud-init's last unit writes there (StandardOutput=journal+console).
/// </summary>
internal static class SsmAgentUserData
{
    /// <summary>The version and hash are digits, dots and letters only: the recipe's reader lets nothing else through.</summary>
    public static string For(SsmAgent agent, Recipe recipe)
    {
        var architecture = recipe.Source.Architecture == Architecture.Arm64 ? "arm64" : "amd64";
        var address = $"https://{Partition.Of(recipe.Region).Host("s3", recipe.Region)}/amazon-ssm-{recipe.Region}/{agent.Version}";
        return $$"""
            # The SSM agent.
            fail() { echo "fleetyard: the SSM agent is not installed: $*" >&2; exit 1; }
            # 20 times in about 5 minutes: the network may be late, and another dpkg may hold the lock.
            retry() { n=1; until "$@"; do [ "$n" -lt 20 ] || return 1; n=$((n + 1)); sleep 15; done; }
            download() { if command -v curl >/dev/null; then curl -fsSL --connect-timeout 20 -o "$package" "$url"; else wget -nv -T 20 -O "$package" "$url"; fi; }
            if command -v dpkg >/dev/null; then
              folder=debian_{{architecture}} package=amazon-ssm-agent.deb install='dpkg -i'
            elif command -v rpm >/dev/null; then
              folder=linux_{{architecture}} package=amazon-ssm-agent.rpm install='rpm -U --replacepkgs'
            else
              fail "this system has neither dpkg nor rpm"
            fi
            url={{address}}/$folder/$package
            work=$(mktemp -d)
            cd "$work"
            retry download || fail "$url could not be downloaded"
            found=$(sha256sum "$package" | cut -d ' ' -f 1)
            [ "$found" = {{agent.Sha256}} ] || fail "$url has the SHA-256 $found, and the recipe's instance.ssmAgent.sha256 is {{agent.Sha256}}; put the one of this package there"
            retry $install "$package" || fail "$install $package failed"
            cd /
            rm -rf "$work"
            systemctl enable --now amazon-ssm-agent || fail "systemctl could not start amazon-ssm-agent"

            """;
    }
}
