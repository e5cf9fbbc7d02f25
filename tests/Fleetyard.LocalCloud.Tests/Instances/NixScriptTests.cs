namespace Fleetyard.LocalCloud.Tests.Instances;

/// <summary>The scripts around Nix, in clones of this machine, with a stand-in for Nix itself: the chain's tests have the real one.</summary>
public sealed class NixScriptTests : ShippedScript
{
    /// <summary>A release whose installer is interrupted the first time; curl copies it from /opt.</summary>
    private static readonly string Release =
        $$"""
        rm -rf /nix /root/.nix-profile
        folder="/opt/release/nix-1.2.3-$(uname -m)-linux"
        mkdir -p "$folder"
        cat >"$folder/install" <<'INSTALL'
        #!/bin/sh
        set -eu
        grep -q '^build-users-group *=$' /etc/nix/nix.conf
        mkdir -p /nix/store/half
        [ -e /opt/once ] || { touch /opt/once; exit 9; }
        mkdir -p "$HOME/.nix-profile/bin"
        printf '#!/bin/sh\necho "nix for $USER"\n' >"$HOME/.nix-profile/bin/nix"
        chmod 755 "$HOME/.nix-profile/bin/nix"
        INSTALL
        chmod 755 "$folder/install"
        tar -cJf /opt/nix.tar.xz -C /opt/release .
        {{StandIn("curl", "while [ $# -gt 1 ]; do shift; [ \"$1\" = --output ] && cp /opt/nix.tar.xz \"$2\"; done; true")}}
        export FLEETYARD_NIX_FROM=official FLEETYARD_NIX_VERSION=1.2.3 FLEETYARD_NIX_SHA256="$(sha256sum /opt/nix.tar.xz | cut -d ' ' -f 1)"
        """;

    [Test]
    public async Task An_installation_that_was_interrupted_is_completed_and_a_complete_one_is_left_alone()
    {
        var (first, _) = await RunAsync("install-nix.sh", Release);
        var (second, output) = await RunAsync("install-nix.sh", Release.Replace("rm -rf /nix /root/.nix-profile", "", StringComparison.Ordinal));
        var (third, left) = await RunAsync("install-nix.sh", "export FLEETYARD_NIX_FROM=official");
        Assert.That((first, second, third), Is.EqualTo((9, 0, 0)), output);
        Assert.That(left, Is.EqualTo("Nix is installed already.\n"));
    }

    [Test]
    public async Task A_configuration_that_is_there_stays()
    {
        var (_, output) = await RunAsync("install-nix.sh", $"mkdir -p /etc/nix; printf 'max-jobs = 3' >/etc/nix/nix.conf; touch /opt/once\n{Release}");
        var (_, conf) = await ShellAsync("cat /etc/nix/nix.conf; /root/.nix-profile/bin/nix");
        Assert.That(conf, Does.StartWith("max-jobs = 3\n").And.Contain("\nbuild-users-group =\n").And.EndWith("nix for root\n"), output);
    }

    [TestCase("curl", "curl-minimal")]
    [TestCase("xz", "xz-utils")]
    public async Task A_command_that_is_missing_is_told_with_its_package(string command, string package)
    {
        var (code, output) = await RunAsync("install-nix.sh", $"{Release}\nrm -f /usr/local/bin/{command} /usr/bin/{command} /bin/{command}; hash -r");
        Assert.That((code, output.Contains(package, StringComparison.Ordinal)), Is.EqualTo((1, true)), output);
    }

    [Test]
    public async Task A_release_with_another_SHA_256_is_not_unpacked()
    {
        var (code, output) = await RunAsync("install-nix.sh", $"touch /opt/once\n{Release}\nexport FLEETYARD_NIX_SHA256={new string('0', 64)}");
        var (_, left) = await ShellAsync("ls -d /nix /root/.nix-profile /etc/nix/nix.conf 2>/dev/null");
        Assert.That((code, output.Contains("nix.tar.xz: FAILED", StringComparison.Ordinal), left.Contains("/nix\n", StringComparison.Ordinal)), Is.EqualTo((1, true, false)), output + left);
    }

    [TestCase("verify-nix.sh", "store info")]
    [TestCase("reduce-store.sh", "store optimise")]
    public async Task No_feature_has_to_be_in_nix_conf(string script, string asked)
    {
        var nix = StandIn("nix", "case $* in --version) ;; *\"--extra-experimental-features nix-command flakes\"*) ;; *) exit 1 ;; esac");
        var (code, output) = await RunAsync(script, $"{nix}\nmkdir -p /nix; echo works >/opt/built\n{StandIn("nix-build", "echo /opt/built")}\n{StandIn("nix-store")}\n{StandIn("nix-collect-garbage")}");
        var (_, said) = await ShellAsync("cat /opt/nix.log");
        Assert.That((code, said.Contains(asked, StringComparison.Ordinal)), Is.EqualTo((0, true)), output + said);
    }
}
