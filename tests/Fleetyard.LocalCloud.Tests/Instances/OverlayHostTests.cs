using Fleetyard.LocalCloud.Instances;

namespace Fleetyard.LocalCloud.Tests.Instances;

/// <summary>Real clones of this machine.</summary>
public sealed class OverlayHostTests : InstanceHostTests
{
    [Test]
    public async Task What_a_clone_writes_stays_in_it()
    {
        await Host.LaunchAsync("i-1", Bare, CancellationToken.None);
        var (code, output) = await RunAsync("i-1", "echo inside >/etc/fleetyard-was-here && cat /etc/fleetyard-was-here && ls -A /root /home | tr -d '\\n'");
        Assert.That((code, output), Is.EqualTo((0, "inside\n/home:/root:")));
        Assert.That(File.Exists("/etc/fleetyard-was-here"), Is.False);
    }

    [Test]
    public async Task A_terminated_clone_leaves_neither_mount_nor_folder()
    {
        await Host.LaunchAsync("i-1", Bare, CancellationToken.None);
        await Host.TerminateAsync("i-1", CancellationToken.None);
        Assert.That(await File.ReadAllTextAsync("/proc/self/mountinfo"), Does.Not.Contain(Folder));
        Assert.That(Directory.GetDirectories(Path.Combine(Folder, "cloud", "hosts", "overlay", "instances")), Is.Empty);
    }

    [Test]
    public async Task A_clone_sees_no_process_of_the_machine()
    {
        await Host.LaunchAsync("i-1", Bare, CancellationToken.None);
        var (_, output) = await RunAsync("i-1", "ls -d /proc/[0-9]* | wc -l");
        Assert.That(int.Parse(output, System.Globalization.CultureInfo.InvariantCulture), Is.LessThan(8));
    }

    [Test]
    public async Task A_clone_cannot_make_a_device_of_the_machine()
    {
        await Host.LaunchAsync("i-1", Bare, CancellationToken.None);
        var (code, _) = await RunAsync("i-1", "mknod /opt/disk b 254 0 2>/dev/null");
        Assert.That(code, Is.Not.Zero);
    }

    [Test]
    public async Task Cancelling_ends_a_daemon_that_left_its_parent()
    {
        await Host.LaunchAsync("i-1", Bare, CancellationToken.None);
        using var source = new CancellationTokenSource();
        var script = new InstanceCommand("(setsid sh -c 'sleep 4713; :' >/dev/null 2>&1 &)\necho started\nsleep 4714", new Dictionary<string, string>());
        Assert.That(
            async () => await Host.RunAsync("i-1", script, _ => source.CancelAfter(TimeSpan.FromMilliseconds(100)), source.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await CommandLinesAsync(), Does.Not.Contain("sleep 471"));
    }

    [Test]
    public async Task A_process_left_behind_does_not_hold_its_command_open()
    {
        await Host.LaunchAsync("i-1", Bare, CancellationToken.None);
        var (code, output) = await RunAsync("i-1", "sleep 4715 & echo over; exit 3").WaitAsync(TimeSpan.FromSeconds(30));
        Assert.That((code, output), Is.EqualTo((3, "over\n")));
        Assert.That(await CommandLinesAsync(), Does.Contain("sleep 4715"), "it runs on, as it would on a machine");
    }

    [Test]
    public async Task A_process_that_lost_its_parent_is_reaped()
    {
        await Host.LaunchAsync("i-1", Bare, CancellationToken.None);
        await RunAsync("i-1", "for i in 1 2 3; do (setsid sh -c 'sleep 0.1; :' >/dev/null 2>&1 &); done; sleep 0.5");
        var (_, states) = await RunAsync("i-1", "cat /proc/[0-9]*/status | grep '^State:'");
        Assert.That(states, Does.Contain("State:").And.Not.Contain("zombie"));
    }

    [TestCase("mount -t tmpfs tmpfs /mnt")]
    [TestCase("mount -o remount,bind,rw /proc/sys")]
    [TestCase("echo 1 >/proc/sys/vm/drop_caches")]
    [TestCase("echo h >/proc/sysrq-trigger")]
    [TestCase("ip link set lo mtu 65535")]
    public async Task A_clone_cannot_change_the_machine_whose_kernel_it_shares(string attempt)
    {
        await Host.LaunchAsync("i-1", Bare, CancellationToken.None);
        var (code, output) = await RunAsync("i-1", $"{attempt} 2>&1");
        Assert.That(code, Is.Not.Zero, output);
    }

    [Test]
    public async Task A_clone_whose_first_process_is_stopped_can_be_terminated()
    {
        await Host.LaunchAsync("i-1", Bare, CancellationToken.None);
        await RunAsync("i-1", "for folder in /proc/[0-9]*; do [ \"$(cat $folder/comm)\" = sh ] && [ ${folder#/proc/} != $$ ] && kill -STOP ${folder#/proc/}; done; true");
        await Host.TerminateAsync("i-1", CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.That(await File.ReadAllTextAsync("/proc/self/mountinfo"), Does.Not.Contain(Path.GetFileName(Folder)));
    }

    [Test]
    public async Task Where_no_clone_can_be_made_the_host_says_why()
    {
        // An upper layer cannot lie in /proc, whoever asks.
        await using var nowhere = new OverlayHost("/proc/fleetyard/hosts/overlay");
        Assert.That(await nowhere.WhyNotAsync(CancellationToken.None), Does.StartWith("overlay instances do not work here (").And.Contain("--instances=simulated"));
    }

    protected override IInstanceHost Make(string directory) => new OverlayHost(Path.Combine(directory, "hosts", "overlay"));

    private async Task<string> CommandLinesAsync() => (await RunAsync("i-1", "cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' '")).Output;
}
