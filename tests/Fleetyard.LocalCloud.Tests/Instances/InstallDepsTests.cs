namespace Fleetyard.LocalCloud.Tests.Instances;

/// <summary>install-deps.sh in clones of this machine; a stand-in takes the place of what this machine cannot show.</summary>
public sealed class InstallDepsTests : ShippedScript
{
    /// <summary>No package source but those a test names: git and ca-certificates are here, and nothing is downloaded.</summary>
    private const string NoSources = "rm -rf /etc/apt/sources.list /etc/apt/sources.list.d /var/lib/apt/lists; mkdir -p /var/lib/apt/lists/partial";

    /// <summary>What a machine that systemd booted has, and a clone has not.</summary>
    private const string Booted = "mkdir -p /run/systemd/system; rm -rf /lib/modules; mkdir -p \"/lib/modules/$(uname -r)\"; rm -f /var/run/reboot-required";

    private static readonly Dictionary<string, string> WithoutUpdate = new() { ["FLEETYARD_UPDATE"] = "0" };

    [Test]
    public async Task A_lock_on_the_package_lists_is_waited_for()
    {
        const string Hold =
            """
            (setsid perl -e 'use Fcntl; open(F, ">", "/var/lib/apt/lists/lock"); $lock = pack("s s x4 q q l x4", F_WRLCK, 0, 0, 0, 0); fcntl(F, F_SETLK, $lock) or die; open(G, ">", "/opt/held"); sleep 3' >/dev/null 2>&1 &)
            timeout 20 sh -c "until [ -e /opt/held ]; do sleep 0.1; done"
            """;
        var (code, output) = await RunAsync("install-deps.sh", $"{NoSources}\n{Hold}", WithoutUpdate);
        Assert.That((code, output), Is.EqualTo((0, output)));
        Assert.That(output, Does.Contain("another apt holds the package lists").And.Contain("FLEETYARD_FACT git-version=").And.Not.Contain("in part"));
    }

    [TestCase("file:/nowhere", TestName = "A_source_that_is_gone_is_told_and_stops_nothing")]
    [TestCase("http://127.0.0.1:9", TestName = "A_source_that_refuses_is_told_and_stops_nothing")]
    public async Task A_source(string address)
    {
        var (code, output) = await RunAsync("install-deps.sh", $"{NoSources}\necho 'deb {address} ./' >/etc/apt/sources.list", WithoutUpdate);
        Assert.That((code, output), Is.EqualTo((0, output)));
        Assert.That(output, Does.Contain("not every package list could be refreshed").And.Contain("FLEETYARD_FACT package-lists=refreshed in part"));
    }

    [Test]
    public async Task A_package_that_no_source_has_stops_it()
    {
        var (code, output) = await RunAsync("install-deps.sh", $"{NoSources}\necho 'deb file:/nowhere ./' >/etc/apt/sources.list", new Dictionary<string, string>(WithoutUpdate) { ["FLEETYARD_PACKAGES"] = "fleetyard-has-no-such" });
        Assert.That((code, output.Contains("Unable to locate package fleetyard-has-no-such", StringComparison.Ordinal)), Is.EqualTo((100, true)), output);
    }

    [Test]
    public async Task The_first_boot_is_waited_for_and_its_failure_is_not_ours()
    {
        var (code, output) = await RunAsync("install-deps.sh", $"{NoSources}\nmkdir -p /run/cloud-init\n{StandIn("cloud-init", "exit 2")}", WithoutUpdate);
        var (_, said) = await ShellAsync("cat /opt/cloud-init.log");
        Assert.That((code, said), Is.EqualTo((0, "status --wait\n")), output);
    }

    [TestCase("mkdir -p /lib/modules/999.0.0", "the kernel 999.0.0 was installed")]
    [TestCase("touch /var/run/reboot-required; echo libc6 >/var/run/reboot-required.pkgs", "/var/run/reboot-required is there (libc6 )")]
    [TestCase("printf '#!/bin/sh\\nexit 1\\n' >/usr/local/bin/needs-restarting; chmod 755 /usr/local/bin/needs-restarting", "needs-restarting -r asks for it")]
    public async Task A_reboot_is_asked_for_once(string wish, string reason)
    {
        var (code, output) = await RunAsync("install-deps.sh", $"{NoSources}\n{Booted}\n{wish}", WithoutUpdate);
        Assert.That((code, output.Contains($"A reboot is needed: {reason}", StringComparison.Ordinal)), Is.EqualTo((194, true)), output);
        var (again, second) = await RunAsync("install-deps.sh", "", WithoutUpdate);
        Assert.That(again, Is.Zero, second);
    }

    [Test]
    public async Task What_has_no_kernel_of_its_own_asks_for_no_reboot()
    {
        var (code, output) = await RunAsync("install-deps.sh", $"{NoSources}\n{Booted}\nmkdir -p /lib/modules/999.0.0; touch /var/run/reboot-required; rmdir /run/systemd/system", WithoutUpdate);
        Assert.That(code, Is.Zero, output);
    }

    [TestCase("amzn", "--releasever=latest upgrade")]
    [TestCase("rhel", "--setopt=*.skip_if_unavailable=1 upgrade")]
    public async Task dnf_updates_to_the_newest_release_past_a_repository_that_is_gone(string id, string update)
    {
        // rpm says that curl-minimal is there, with which the package curl conflicts.
        var prepare = $"rm -f /usr/bin/apt-get /usr/local/bin/apt-get; printf 'ID={id}\\nPRETTY_NAME=stand-in\\n' >/etc/os-release\n{StandIn("rpm")}\n{StandIn("dnf", "case $* in *makecache) exit 1 ;; esac")}";
        var (code, output) = await RunAsync("install-deps.sh", prepare, new Dictionary<string, string> { ["FLEETYARD_PACKAGES"] = "kmod curl xz" });
        var (_, said) = await ShellAsync("cat /opt/dnf.log");
        Assert.That(code, Is.Zero, output);
        Assert.That(said, Does.Contain($"{update}\n").And.Contain(" install ca-certificates findutils git kmod xz\n"));
        Assert.That(output, Does.Contain("not every package list could be refreshed"));
    }
}
