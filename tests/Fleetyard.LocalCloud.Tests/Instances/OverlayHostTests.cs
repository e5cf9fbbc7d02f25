using System.Text;
using Fleetyard.LocalCloud.Instances;

namespace Fleetyard.LocalCloud.Tests.Instances;

/// <summary>Real clones of this machine.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class OverlayHostTests : IAsyncDisposable
{
    private static readonly MachineImage Bare = new(new BaseSystem("debian", "13", "x86_64"), null);
    private DirectoryInfo folder = null!;
    private OverlayHost host = null!;

    [SetUp]
    public async Task Start()
    {
        folder = Directory.CreateTempSubdirectory("fleetyard-overlay-");
        host = new OverlayHost(Path.Combine(folder.FullName, "hosts", "overlay"));
        if (await host.WhyNotAsync(CancellationToken.None) is { } reason)
        {
            Assert.Ignore(reason);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Test]
    public async Task What_a_clone_writes_stays_in_it()
    {
        await host.LaunchAsync("i-1", Bare, CancellationToken.None);
        var (code, output) = await RunAsync("i-1", "echo inside >/etc/fleetyard-was-here && cat /etc/fleetyard-was-here && ls -A /root /home | tr -d '\\n'");
        Assert.That((code, output), Is.EqualTo((0, "inside\n/home:/root:")));
        Assert.That(File.Exists("/etc/fleetyard-was-here"), Is.False);
    }

    [Test]
    public async Task A_clone_sees_no_process_of_the_machine()
    {
        await host.LaunchAsync("i-1", Bare, CancellationToken.None);
        var (_, output) = await RunAsync("i-1", "ls -d /proc/[0-9]* | wc -l");
        Assert.That(int.Parse(output, System.Globalization.CultureInfo.InvariantCulture), Is.LessThan(8));
    }

    [Test]
    public async Task Exit_code_and_environment_come_through()
    {
        await host.LaunchAsync("i-1", Bare, CancellationToken.None);
        var output = new StringBuilder();
        var command = new InstanceCommand("#!/bin/sh\nprintf %s \"$WORD\"\nexit 7\n", new Dictionary<string, string> { ["WORD"] = "a 'quoted' $(word)" });
        var code = await host.RunAsync("i-1", command, chunk => output.Append(chunk.Text), CancellationToken.None);
        Assert.That((code, output.ToString()), Is.EqualTo((7, "a 'quoted' $(word)")));
    }

    [Test]
    public async Task An_image_has_what_its_instance_wrote_and_lacks_what_it_removed()
    {
        await host.LaunchAsync("i-1", Bare, CancellationToken.None);
        await RunAsync("i-1", "echo one >/opt/fleetyard-one; rm /etc/issue; echo key >/root/kept");
        await host.StopAsync("i-1", CancellationToken.None);
        await host.CaptureAsync("i-1", "ami-1", CancellationToken.None);
        await host.LaunchAsync("i-2", Bare with { ImageId = "ami-1" }, CancellationToken.None);
        var (_, output) = await RunAsync("i-2", "cat /opt/fleetyard-one /root/kept; test -e /etc/issue || echo gone");
        Assert.That(output, Is.EqualTo("one\nkey\ngone\n"));
    }

    [Test]
    public async Task A_clone_cannot_make_a_device_of_the_machine()
    {
        await host.LaunchAsync("i-1", Bare, CancellationToken.None);
        var (code, _) = await RunAsync("i-1", "mknod /opt/disk b 254 0 2>/dev/null");
        Assert.That(code, Is.Not.Zero);
    }

    [Test]
    public async Task Cancelling_ends_the_command_and_its_children()
    {
        await host.LaunchAsync("i-1", Bare, CancellationToken.None);
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
        Assert.That(
            async () => await host.RunAsync("i-1", new InstanceCommand("sleep 4711 & sleep 4712", new Dictionary<string, string>()), _ => { }, source.Token),
            Throws.InstanceOf<OperationCanceledException>());
        var (_, output) = await RunAsync("i-1", "cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' '");
        Assert.That(output, Does.Not.Contain("sleep 471"));
    }

    [Test]
    public async Task A_terminated_clone_leaves_neither_mount_nor_folder()
    {
        await host.LaunchAsync("i-1", Bare, CancellationToken.None);
        await host.TerminateAsync("i-1", CancellationToken.None);
        Assert.That(await File.ReadAllTextAsync("/proc/self/mountinfo"), Does.Not.Contain(folder.Name));
        Assert.That(Directory.GetDirectories(Path.Combine(folder.FullName, "hosts", "overlay", "instances")), Is.Empty);
    }

    private async Task<(int Code, string Output)> RunAsync(string id, string script)
    {
        var output = new StringBuilder();
        var code = await host.RunAsync(id, new InstanceCommand(script, new Dictionary<string, string>()), chunk => output.Append(chunk.Text), CancellationToken.None);
        return (code, output.ToString());
    }
}
