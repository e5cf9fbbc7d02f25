using System.Text;
using Fleetyard.LocalCloud.Instances;

namespace Fleetyard.LocalCloud.Tests.Instances;

/// <summary>What every kind of instances that really run promises.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public abstract class InstanceHostTests : IAsyncDisposable
{
    private DirectoryInfo? folder;

    protected static MachineImage Bare { get; } = new(new BaseSystem("debian", "13", "x86_64"), null);

    protected IInstanceHost Host { get; private set; } = null!;

    protected string Folder => folder!.FullName;

    [SetUp]
    public async Task Start()
    {
        folder = Directory.CreateTempSubdirectory("fleetyard-hosts-");
        Host = Make(Path.Combine(Folder, "cloud"));
        if (await Host.WhyNotAsync(CancellationToken.None) is { } reason)
        {
            Assert.Ignore(reason);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (await Host.WhyNotAsync(CancellationToken.None) is null)
            {
                await Host.ReconcileAsync(new HashSet<string>(), new HashSet<string>(), CancellationToken.None);
            }

            await Host.DisposeAsync();
        }
        finally
        {
            folder?.Delete(recursive: true);
        }

        GC.SuppressFinalize(this);
    }

    [Test]
    public async Task Exit_code_and_environment_come_through()
    {
        await Host.LaunchAsync("i-1", Bare, CancellationToken.None);
        var output = new StringBuilder();
        var command = new InstanceCommand("#!/bin/sh\nprintf %s \"$WORD $HOME $(id -un)\"\nexit 7\n", new Dictionary<string, string> { ["WORD"] = "a 'quoted' $(word)" });
        var code = await Host.RunAsync("i-1", command, chunk => output.Append(chunk.Text), CancellationToken.None);
        Assert.That((code, output.ToString()), Is.EqualTo((7, "a 'quoted' $(word) /root root")));
    }

    [Test]
    public async Task A_command_whose_output_is_not_taken_is_ended()
    {
        await Host.LaunchAsync("i-1", Bare, CancellationToken.None);
        var flood = new InstanceCommand("yes fleetyard & exec yes fleetyard", new Dictionary<string, string>());
        Assert.That(
            async () => await Host.RunAsync("i-1", flood, _ => throw new InvalidDataException("there is no room for it"), CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30)),
            Throws.InstanceOf<InvalidDataException>().With.Message.EqualTo("there is no room for it"));
        Assert.That((await RunAsync("i-1", "cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' '")).Output, Does.Not.Contain("yes fleetyard"));
    }

    [Test]
    public async Task Standard_error_is_told_apart()
    {
        await Host.LaunchAsync("i-1", Bare, CancellationToken.None);
        var chunks = new List<OutputChunk>();
        await Host.RunAsync("i-1", new InstanceCommand("echo out; echo err >&2; echo Zürich", new Dictionary<string, string>()), chunks.Add, CancellationToken.None);
        Assert.That(string.Concat(chunks.Where(chunk => !chunk.IsError).Select(chunk => chunk.Text)), Is.EqualTo("out\nZürich\n"));
        Assert.That(string.Concat(chunks.Where(chunk => chunk.IsError).Select(chunk => chunk.Text)), Is.EqualTo("err\n"));
    }

    [Test]
    public async Task A_script_starts_in_a_folder_that_is_made_for_it_by_the_interpreter_that_it_names()
    {
        await Host.LaunchAsync("i-1", Bare, CancellationToken.None);
        var output = new StringBuilder();
        var command = new InstanceCommand("#!/bin/bash\nwords=(one two)\necho \"${words[1]} $PWD\"", new Dictionary<string, string>(), "/opt/new folder");
        await Host.RunAsync("i-1", command, chunk => output.Append(chunk.Text), CancellationToken.None);
        Assert.That(output.ToString(), Is.EqualTo("two /opt/new folder\n"));
    }

    [Test]
    public async Task An_instance_is_called_by_its_id_and_sees_no_process_of_the_machine()
    {
        await Host.LaunchAsync("i-1", Bare, CancellationToken.None);
        var (_, output) = await RunAsync("i-1", "uname -n; ls -d /proc/[0-9]* | wc -l");
        Assert.That(output.Split('\n')[0], Is.EqualTo("i-1"));
        Assert.That(int.Parse(output.Split('\n')[1], System.Globalization.CultureInfo.InvariantCulture), Is.LessThan(8));
    }

    [Test]
    public async Task An_instance_cannot_make_a_device_of_the_machine()
    {
        await Host.LaunchAsync("i-1", Bare, CancellationToken.None);
        var (code, _) = await RunAsync("i-1", "mknod /opt/disk b 254 0 2>/dev/null");
        Assert.That(code, Is.Not.Zero);
    }

    [Test]
    public async Task An_image_has_what_its_instance_wrote_and_lacks_what_it_removed()
    {
        await Host.LaunchAsync("i-1", Bare, CancellationToken.None);
        await RunAsync("i-1", "echo one >/opt/fleetyard-one; rm /etc/issue; echo key >/root/kept");
        await Host.StopAsync("i-1", CancellationToken.None);
        var size = await Host.CaptureAsync("i-1", "ami-1", CancellationToken.None);
        await Host.TerminateAsync("i-1", CancellationToken.None);
        await Host.LaunchAsync("i-2", Bare with { ImageId = "ami-1" }, CancellationToken.None);
        var (_, output) = await RunAsync("i-2", "cat /opt/fleetyard-one /root/kept; test -e /etc/issue || echo gone");
        Assert.That(output, Is.EqualTo("one\nkey\ngone\n"));
        Assert.That(size, Is.GreaterThan(1000));
    }

    [Test]
    public async Task An_instance_outlives_the_image_that_it_was_launched_from()
    {
        await Host.LaunchAsync("i-1", Bare, CancellationToken.None);
        await RunAsync("i-1", "echo one >/opt/fleetyard-one");
        await Host.StopAsync("i-1", CancellationToken.None);
        await Host.CaptureAsync("i-1", "ami-1", CancellationToken.None);
        await Host.LaunchAsync("i-2", Bare with { ImageId = "ami-1" }, CancellationToken.None);
        await Host.RemoveImageAsync("ami-1", CancellationToken.None);
        await Host.RebootAsync("i-2", CancellationToken.None);
        Assert.That((await RunAsync("i-2", "cat /opt/fleetyard-one")).Output, Is.EqualTo("one\n"));
    }

    [Test]
    public async Task A_reboot_keeps_the_disk_and_empties_tmp_and_run()
    {
        await Host.LaunchAsync("i-1", Bare, CancellationToken.None);
        await RunAsync("i-1", "touch /opt/disk /tmp/gone /run/gone; sleep 4711 >/dev/null 2>&1 &");
        await Host.RebootAsync("i-1", CancellationToken.None);
        var (_, output) = await RunAsync("i-1", "ls -d /opt/disk /tmp/gone /run/gone 2>/dev/null; grep -l 4711 /proc/[0-9]*/cmdline 2>/dev/null");
        Assert.That(output, Is.EqualTo("/opt/disk\n"));
    }

    [Test]
    public async Task Cancelling_ends_the_command_and_its_children()
    {
        await Host.LaunchAsync("i-1", Bare, CancellationToken.None);
        await CancelAfterItsFirstWordAsync("i-1", "sleep 4711 & echo begun; sleep 4712");
        Assert.That((await RunAsync("i-1", "cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' '")).Output, Does.Not.Contain("sleep 471"));
    }

    [Test]
    public async Task A_flood_of_output_comes_through_and_is_not_kept()
    {
        const long flood = 200_000_000;
        await Host.LaunchAsync("i-1", Bare, CancellationToken.None);
        long length = 0, most = 0;
        var code = await Host.RunAsync("i-1", new InstanceCommand($"head -c {flood} /dev/zero | tr '\\0' x", new Dictionary<string, string>()), chunk =>
        {
            length += chunk.Text.Length;
            most = Math.Max(most, chunk.Text.Length);
        }, CancellationToken.None);
        Assert.That((code, length), Is.EqualTo((0, flood)));
        Assert.That(most, Is.LessThan(100_000), "output comes in pieces");
        Assert.That(GC.GetTotalMemory(forceFullCollection: true), Is.LessThan(flood));
    }

    [Test]
    public async Task A_terminated_instance_can_be_terminated_again()
    {
        await Host.LaunchAsync("i-1", Bare, CancellationToken.None);
        await Host.TerminateAsync("i-1", CancellationToken.None);
        await Host.TerminateAsync("i-1", CancellationToken.None);
        Assert.That(async () => await Host.StartAsync("i-1", CancellationToken.None), Throws.InstanceOf<InstanceHostException>().Or.InstanceOf<DirectoryNotFoundException>());
    }

    [Test]
    public async Task Reconciling_keeps_what_is_known()
    {
        await Host.LaunchAsync("i-1", Bare, CancellationToken.None);
        await RunAsync("i-1", "echo one >/opt/fleetyard-one");
        await Host.StopAsync("i-1", CancellationToken.None);
        await Host.CaptureAsync("i-1", "ami-1", CancellationToken.None);
        await Host.ReconcileAsync(new HashSet<string> { "i-1" }, new HashSet<string> { "ami-1" }, CancellationToken.None);
        await Host.StartAsync("i-1", CancellationToken.None);
        await Host.LaunchAsync("i-2", Bare with { ImageId = "ami-1" }, CancellationToken.None);
        Assert.That((await RunAsync("i-1", "cat /opt/fleetyard-one")).Output, Is.EqualTo("one\n"));
        Assert.That((await RunAsync("i-2", "cat /opt/fleetyard-one")).Output, Is.EqualTo("one\n"));
    }

    protected abstract IInstanceHost Make(string directory);

    protected async Task<(int Code, string Output)> RunAsync(string id, string script)
    {
        var output = new StringBuilder();
        var code = await Host.RunAsync(id, new InstanceCommand(script, new Dictionary<string, string>()), chunk => output.Append(chunk.Text), CancellationToken.None);
        return (code, output.ToString());
    }

    protected async Task CancelAfterItsFirstWordAsync(string id, string script)
    {
        using var source = new CancellationTokenSource();
        await Assert.ThatAsync(
            async () => await Host.RunAsync(id, new InstanceCommand(script, new Dictionary<string, string>()), _ => source.Cancel(), source.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }
}
