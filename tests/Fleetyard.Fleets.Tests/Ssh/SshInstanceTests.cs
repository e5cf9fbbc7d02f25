using System.Globalization;
using System.Runtime.CompilerServices;
using Fleetyard.Fleets.Provisioning;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.Fleets.Waiting;
using Fleetyard.LocalCloud.Instances;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Tests.Ssh;

/// <summary>Scripts by SSH on one clone of this machine, which has a real sshd, sudo and reboots.</summary>
[Platform("Linux")]
[TestFixture(SshRoute.Direct)]
[TestFixture(SshRoute.SessionManager)]
[FixtureLifeCycle(LifeCycle.SingleInstance)]
[Parallelizable(ParallelScope.Self)]
internal sealed class SshInstanceTests(SshRoute route) : OneClone(route == SshRoute.Direct ? Sample.Reached(RemoteAccess.Ssh) : Sample.Tunnelled())
{
    /// <summary>Ends every session of the instance's sshd, as a network does that breaks.</summary>
    private const string Break = "for process in /proc/[0-9]*; do case $({ tr '\\0' ' ' <$process/cmdline; } 2>/dev/null) in 'sshd: admin'*) kill -KILL ${process#/proc/} ;; esac; done";

    private static readonly Dictionary<string, string> Nothing = [];

    [Test]
    public async Task A_script_runs_as_root_with_roots_own_environment_and_its_values()
    {
        var hostile = "'; echo pasted; \"$(id)\" `id` \\ $HOME";
        var script = Sample.Script("id -u; umask; pwd; echo \"$HOME $USER $PATH ${SSH_CONNECTION:-none} ${SUDO_USER:-none}\"; printf '%s\\n' \"$GREETING\"; [ ! -t 0 ] && cat");
        await RunAsync(script with { Environment = new Dictionary<string, string> { ["GREETING"] = hostile } });
        Assert.That(Output(), Is.EqualTo($"0\n0022\n/\n/root root /usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin none none\n{hostile}\n"));
    }

    [Test]
    public void An_exit_code_and_the_last_lines_of_both_streams_are_told() =>
        Assert.That(async () => await RunAsync(Sample.Script("seq 1 40\necho it broke >&2\nexit 7")), Throws.InstanceOf<FleetException>()
            .With.Message.Contains("script.sh failed with exit code 7").And.Message.Contains("39 | 40 | it broke"));

    [Test]
    public async Task Output_comes_line_by_line_while_the_script_runs()
    {
        var running = RunAsync(Sample.Script("echo streamed; until [ -e /opt/go-on ]; do sleep 0.1; done; printf last"));
        await SaidAsync(() => yard.Log.Lines.Contains("streamed"));
        Assert.That(running.IsCompleted, Is.False);
        await BesideAsync("touch /opt/go-on");
        await running;
        Assert.That(Output(), Is.EqualTo("streamed\nlast\n"));
    }

    [Test]
    public async Task A_flood_and_a_script_of_a_megabyte_arrive_whole()
    {
        var filler = string.Concat(Enumerable.Range(0, 16_000).Select(number => string.Create(CultureInfo.InvariantCulture, $"# line {number} of a script that is no command any more, café €\n")));
        await RunAsync(Sample.Script($"{filler}seq -f 'line %.0f of a flood, caf\u00e9' 1 100000"));
        var lines = Output().TrimEnd().Split('\n');
        Assert.That(lines.SequenceEqual(Enumerable.Range(1, 100_000).Select(number => string.Create(CultureInfo.InvariantCulture, $"line {number} of a flood, café"))), Is.True);
    }

    [Test]
    public async Task A_script_is_ended_at_its_deadline_on_the_instance()
    {
        Assert.That(async () => await RunAsync(Sample.Script("echo began; sleep 4711", timeout: TimeSpan.FromSeconds(3))), Throws.InstanceOf<FleetException>().With.Message.Contains("script.sh did not end within").And.Message.EndsWith("began"));
        await NothingSleepsAsync(4711);
    }

    [Test]
    public async Task An_interrupt_ends_the_script_on_the_instance()
    {
        using var interrupt = new CancellationTokenSource();
        var running = RunAsync(Sample.Script("echo interrupt me; sleep 4712"), cancellationToken: interrupt.Token);
        await SaidAsync(() => yard.Log.Lines.Contains("interrupt me"));
        await interrupt.CancelAsync();
        Assert.That(async () => await running, Throws.InstanceOf<OperationCanceledException>());
        await NothingSleepsAsync(4712);
    }

    [Test]
    public async Task A_script_goes_on_over_a_broken_connection_and_nothing_of_its_output_is_lost_or_twice()
    {
        await RunAsync(Sample.Script($"echo before; {Break}; sleep 2; echo once >>/opt/broken; echo after; cat /opt/broken"));
        Assert.That(Output(), Is.EqualTo("before\nafter\nonce\n"));
        Assert.That(yard.Log.Said, Does.Contain("connecting again"));
    }

    [Test]
    public async Task A_script_that_asks_for_a_reboot_runs_again_after_it()
    {
        await RunAsync(Sample.Script("if [ ! -e /opt/asked ]; then touch /opt/asked /run/asked; echo before; exit 194; fi\n[ ! -e /run/asked ] && echo after"));
        Assert.That(Output(), Is.EqualTo("before\nafter\n"));
    }

    [Test]
    public async Task A_script_that_reboots_the_instance_itself_runs_again_after_it()
    {
        await RunAsync(Sample.Script("if [ ! -e /opt/itself ]; then touch /opt/itself; printf 'half a line'; sleep 1; reboot; sleep 1000; fi\necho after"));
        Assert.That(Output(), Is.EqualTo("half a line\nafter\n"));
        Assert.That(yard.Log.Said, Does.Contain("rebooted; script.sh runs again"));
    }

    [TestCase("mv /home/admin/.ssh/authorized_keys /opt/away", "mv /opt/away /home/admin/.ssh/authorized_keys", "refuses the run's key for admin; set instance.ssh.user")]
    [TestCase("mv /etc/sudoers.d/90-cloud-init-users /opt/away", "mv /opt/away /etc/sudoers.d/90-cloud-init-users", "admin may not become root with sudo -n (sudo: a password is required)")]
    [TestCase("mkdir /opt/away; mv /etc/ssh/ssh_host_* /opt/away; ssh-keygen -q -t ed25519 -N '' -f /etc/ssh/ssh_host_ed25519_key; systemctl restart ssh",
        "rm /etc/ssh/ssh_host_*; mv /opt/away/* /etc/ssh; rmdir /opt/away; systemctl restart ssh", "shows the host key SHA256:")]
    [TestCase("cp /home/admin/.bashrc /opt/away; sed -i '1i sleep 1000' /home/admin/.bashrc", "mv /opt/away /home/admin/.bashrc", "a command was not answered in 30 s")]
    public async Task A_host_that_does_not_let_the_run_in_yet_is_told_and_waited_for(string away, string back, string told)
    {
        await BesideAsync(away);
        var other = BesideAsync($"sleep 15; {back}");
        await RunAsync(Sample.Script("echo in"));
        await other;
        Assert.That(Output(), Does.EndWith("in\n"));
        Assert.That(yard.Log.Said, Does.Contain(told));
    }

    [Test]
    public async Task A_script_begins_when_the_one_that_a_killed_command_began_has_ended()
    {
        var first = RunAsync(Sample.Script("echo first >>/opt/turns; echo first; until [ -e /opt/turn ]; do sleep 0.1; done; echo over >>/opt/turns"), "first");
        await SaidAsync(() => yard.Log.Lines.Contains("first"));
        var second = RunAsync(Sample.Script("echo second >>/opt/turns; cat /opt/turns"));
        await SaidAsync(() => yard.Log.Lines.Contains("Another script of the run has not ended on this instance; it is waited for"));
        await BesideAsync("sleep 1; touch /opt/turn");
        await Task.WhenAll(first, second);
        Assert.That(Output(), Does.EndWith("waited for\nfirst\nover\nsecond\n"));
    }

    [Test]
    public async Task A_script_that_waits_for_another_is_ended_at_its_own_deadline_and_runs_nothing()
    {
        var first = RunAsync(Sample.Script("echo waits; until [ -e /opt/waited ]; do sleep 0.1; done"), "first");
        await SaidAsync(() => yard.Log.Lines.Contains("waits"));
        Assert.That(async () => await RunAsync(Sample.Script("touch /opt/too-early", timeout: TimeSpan.FromSeconds(5))), Throws.InstanceOf<FleetException>().With.Message.Contains("script.sh did not end within"));
        await BesideAsync("touch /opt/waited");
        await first;
        await RunAsync(Sample.Script("if [ -e /opt/too-early ]; then echo it ran; exit 1; fi; setsid sleep 4713 >/dev/null 2>&1 &"), "after");
        await RunAsync(Sample.Script("echo next", timeout: TimeSpan.FromSeconds(30)), "next");
    }

    [Test]
    public async Task A_file_that_arrives_with_another_SHA_256_is_refused()
    {
        await RunAsync(Sample.Script("printf '#!/bin/sh\\nrm -f /usr/local/sbin/sha256sum\\necho 0123abcd -\\n' >/usr/local/sbin/sha256sum; chmod 755 /usr/local/sbin/sha256sum"), "other");
        Assert.That(async () => await RunAsync(Sample.Script("echo not to be run")), Throws.InstanceOf<FleetException>().With.Message.Match(@"/tmp/fleetyard\.\w+/script did not arrive whole on i-\w+: its SHA-256 there is 0123abcd"));
        Assert.That(yard.Log.Lines, Does.Not.Contain("not to be run"));
    }

    /// <summary>Runs words of shell on the clone beside what SSH does there.</summary>
    private Task<int> BesideAsync(string text) => host.RunAsync(run.State.InstanceId!, new InstanceCommand(text, Nothing), _ => { }, CancellationToken.None);

    private async Task NothingSleepsAsync(int seconds, [CallerMemberName] string step = "") =>
        await RunAsync(Sample.Script($"for process in /proc/[0-9]*; do if [ \"$({{ tr '\\0' ' ' <$process/cmdline; }} 2>/dev/null)\" = 'sleep {seconds} ' ]; then echo it sleeps; exit 1; fi; done"), step + "-after");

    private Task RunAsync(RecipeScript script, [CallerMemberName] string step = "", CancellationToken cancellationToken = default) =>
        new ScriptRunner(new RemoteShells(new Waiter(TimeProvider.System), TimeProvider.System)).RunAsync(run, step, [script], cancellationToken);

    private string Output([CallerMemberName] string step = "") => File.ReadAllText(Path.Combine(run.Folder, $"{step}.script.sh.log"));

    private static async Task SaidAsync(Func<bool> isSaid)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!isSaid())
        {
            await Task.Delay(20, deadline.Token);
        }
    }
}
