namespace Fleetyard.LocalCloud.Tests.Instances;

/// <summary>clean-up.sh and close.sh in clones of this machine: what they take, and what they leave because it is in use.</summary>
public sealed class CleanUpTests : ShippedScript
{
    private const string Commands = "/var/lib/amazon/ssm/i-1/document/orchestration";

    /// <summary>What a machine collects, a file each.</summary>
    private static readonly string[] Traces =
    [
        "/root/.bash_history", "/root/.zsh_history", "/root/.python_history", "/home/a/.ssh/authorized_keys", "/etc/ssh/ssh_host_rsa_key",
        $"{Commands}/old/awsrunShellScript/0.awsrunShellScript/_script.sh", "/var/lib/amazon/ssm/i-1/document/state/completed/old",
        "/var/log/journal/0123/system.journal", "/var/log/syslog.1", "/var/log/dpkg.log.2.gz", "/var/log/cloud-init-output.log",
        "/tmp/fleetyard.died/script", "/tmp/other", "/var/tmp/other", "/var/lib/cloud/instances/i-1/user-data.txt",
        "/root/.cache/pip/wheel", "/root/.docker/config.json", "/root/.aws/credentials", "/var/cache/apt/archives/x.deb", "/var/lib/apt/lists/x_Packages",
        "/var/lib/amazon/ssm/Vault/Store/RegistrationKey", "/var/lib/dhcp/dhclient.eth0.leases", "/var/lib/NetworkManager/internal-1.lease", "/etc/udev/rules.d/70-persistent-net.rules", "/var/lib/systemd/random-seed",
    ];

    private static readonly string Prepare = string.Join('\n', Traces.Select(trace => $"mkdir -p $(dirname {trace}); echo trace >{trace}"));

    [Test]
    public async Task What_a_machine_collects_is_gone()
    {
        var (code, output) = await RunAsync("clean-up.sh", $"{Prepare}\nmkdir -p /var/log/amazon/ssm; echo secret >/var/log/amazon/ssm/agent.log");
        Assert.That(code, Is.Zero, output);
        var (_, left) = await ShellAsync($"for trace in {string.Join(' ', Traces)}; do [ ! -e $trace ] || echo $trace; done; cat /var/log/amazon/ssm/agent.log /etc/machine-id");
        Assert.That(left, Is.Empty);
    }

    [Test]
    public async Task Its_own_work_folder_is_left_to_who_made_it()
    {
        await RunAsync("clean-up.sh", Prepare);
        var (_, left) = await ShellAsync("ls -d /tmp/fleetyard*");
        Assert.That(left, Is.EqualTo("/tmp/fleetyard.own\n"));
    }

    [Test]
    public async Task The_folder_of_its_own_command_stays_without_its_script_and_is_noted_for_the_audit()
    {
        var own = $"{Commands}/own/awsrunShellScript/0.awsrunShellScript";
        var start = $"mkdir -p {own}; printf '\"$1\"; exit $?\\n' >{own}/_script.sh; : >{own}/stdout; sh {own}/_script.sh";
        var (code, output) = await RunAsync("clean-up.sh", Prepare, start: start);
        Assert.That(code, Is.Zero, output);
        var (_, left) = await ShellAsync($"find {Commands} -type f; cat /run/fleetyard-cleaned");
        Assert.That(left, Is.EqualTo($"{own}/stdout\n{Commands}/own\n"));
    }

    [Test]
    public async Task The_switch_that_ends_a_forgotten_instance_is_stopped_and_taken_away()
    {
        const string Units = "/etc/systemd/system/fleetyard-expiry";
        var prepare = $"mkdir -p /etc/systemd/system; touch {Units}.timer {Units}.service\n{StandIn("systemctl", $"[ \"$1\" != disable ] || [ -e {Units}.timer ]")}";
        var (code, output) = await RunAsync("close.sh", prepare);
        Assert.That(code, Is.Zero, output);
        var (_, left) = await ShellAsync($"cat /opt/systemctl.log; ls -d {Units}.* 2>/dev/null");
        Assert.That(left, Is.EqualTo("disable --now fleetyard-expiry.timer\ndaemon-reload\n"));
    }

    [Test]
    public async Task The_default_user_s_sudo_is_taken_away_last_and_nobody_else_s()
    {
        var (code, output) = await RunAsync("close.sh", "mkdir -p /etc/sudoers.d; touch /etc/sudoers.d/90-cloud-init-users /etc/sudoers.d/own");
        var (_, left) = await ShellAsync("cd /etc/sudoers.d; ls 90-cloud-init-users own 2>/dev/null");
        Assert.That((code, left), Is.EqualTo((0, "own\n")), output);
    }
}
