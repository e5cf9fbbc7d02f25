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

    protected override IInstanceHost Make(string directory) => new OverlayHost(Path.Combine(directory, "hosts", "overlay"));
}
