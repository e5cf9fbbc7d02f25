using System.Diagnostics;
using Fleetyard.LocalCloud.Instances;
using Fleetyard.LocalCloud.Instances.Docker;

namespace Fleetyard.LocalCloud.Tests.Instances;

/// <summary>Real containers on this machine's engine.</summary>
public sealed class DockerHostTests : InstanceHostTests
{
    [Test]
    public async Task An_instance_is_of_the_recipes_distribution_with_its_updates_and_security()
    {
        await Host.LaunchAsync("i-1", Bare, CancellationToken.None);
        var (_, output) = await RunAsync("i-1", ". /etc/os-release; echo $ID $VERSION_ID; cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null");
        Assert.That(output, Does.StartWith("debian 13\n").And.Contain("trixie-updates").And.Contain("trixie-security"));
    }

    [Test]
    public async Task Cancelling_ends_what_left_the_commands_session_and_forgot_its_environment()
    {
        await Host.LaunchAsync("i-1", Bare, CancellationToken.None);
        await RunAsync("i-1", "sleep 4710 >/dev/null 2>&1 &");
        await CancelAfterItsFirstWordAsync("i-1", "setsid env -i /bin/sh -c 'trap \"\" TERM HUP; sleep 4711 & sleep 4712' >/dev/null 2>&1 & sleep 0.3; echo begun; sleep 4713");
        var (_, output) = await RunAsync("i-1", "cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' '");
        Assert.That(output, Does.Not.Contain("sleep 4711").And.Not.Contain("sleep 4712").And.Not.Contain("sleep 4713"));
        Assert.That(output, Does.Contain("sleep 4710"), "an earlier command's service goes on");
    }

    [Test]
    public async Task A_command_can_be_cancelled_before_it_says_anything()
    {
        await Host.LaunchAsync("i-1", Bare, CancellationToken.None);
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(120));
        await Assert.ThatAsync(
            async () => await Host.RunAsync("i-1", new InstanceCommand("sleep 4711", new Dictionary<string, string>()), _ => { }, source.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That((await RunAsync("i-1", "cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' '")).Output, Does.Not.Contain("sleep 4711"));
    }

    [Test]
    public async Task Nothing_runs_after_its_host_and_the_next_host_goes_on_with_the_disk()
    {
        await using (var earlier = Make(Path.Combine(Folder, "cloud")))
        {
            await earlier.LaunchAsync("i-1", Bare, CancellationToken.None);
            await earlier.RunAsync("i-1", new InstanceCommand("echo one >/opt/fleetyard-one", new Dictionary<string, string>()), _ => { }, CancellationToken.None);
            Assert.That(Docker("ps", "--quiet", "--filter", Mine).Trim(), Is.Not.Empty);
        }

        Assert.That(Docker("ps", "--quiet", "--filter", Mine).Trim(), Is.Empty);
        Assert.That((await RunAsync("i-1", "cat /opt/fleetyard-one")).Output, Is.EqualTo("one\n"));
    }

    [Test]
    public async Task A_container_that_was_removed_by_someone_else_is_an_error_that_says_what_to_do()
    {
        await Host.LaunchAsync("i-1", Bare, CancellationToken.None);
        Docker("rm", "--force", Container());
        await Assert.ThatAsync(
            async () => await RunAsync("i-1", "true"),
            Throws.TypeOf<InstanceHostException>().With.Message.Contains("i-1 is gone").And.Message.Contains("run the target again").And.Message.Not.Contains("\n"));
    }

    [Test]
    public async Task A_container_that_ends_while_a_command_runs_is_an_error_that_says_what_to_do()
    {
        await Host.LaunchAsync("i-1", Bare, CancellationToken.None);
        await Assert.ThatAsync(
            async () => await Host.RunAsync("i-1", new InstanceCommand("echo begun; sleep 4711", new Dictionary<string, string>()), _ => Docker("kill", Container()), CancellationToken.None),
            Throws.TypeOf<InstanceHostException>().With.Message.Contains("i-1 ended while a command ran").And.Message.Not.Contains("\n"));
    }

    [Test]
    public async Task Reconciling_removes_its_own_and_nobody_elses()
    {
        await using var other = Make(Path.Combine(Folder, "other"));
        await other.LaunchAsync("i-1", Bare, CancellationToken.None);
        await Host.LaunchAsync("i-1", Bare, CancellationToken.None);
        await Host.StopAsync("i-1", CancellationToken.None);
        await Host.CaptureAsync("i-1", "ami-1", CancellationToken.None);
        var strangers = Docker("create", "--name", $"stranger-{Guid.NewGuid():N}", Docker("images", "--quiet", "--filter", Mine).Trim()).Trim();
        try
        {
            await Host.ReconcileAsync(new HashSet<string>(), new HashSet<string>(), CancellationToken.None);
            var left = Docker("ps", "--all", "--quiet", "--no-trunc", "--filter", Mine).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.That(left, Is.EqualTo(new[] { strangers }), "a container that a stranger made of our image inherits its labels");
            Assert.That(Docker("images", "--quiet", "--filter", Mine, "--filter", "dangling=false").Trim(), Is.Empty);
            var output = "";
            await other.RunAsync("i-1", new InstanceCommand("echo here", new Dictionary<string, string>()), chunk => output += chunk.Text, CancellationToken.None);
            Assert.That(output, Is.EqualTo("here\n"));
        }
        finally
        {
            Docker("rm", "--force", strangers);
            await other.ReconcileAsync(new HashSet<string>(), new HashSet<string>(), CancellationToken.None);
        }
    }

    [Test]
    public async Task A_nameless_image_goes_with_the_last_instance_that_uses_it()
    {
        await Host.LaunchAsync("i-1", Bare, CancellationToken.None);
        await Host.StopAsync("i-1", CancellationToken.None);
        await Host.CaptureAsync("i-1", "ami-1", CancellationToken.None);
        await Host.LaunchAsync("i-2", Bare with { ImageId = "ami-1" }, CancellationToken.None);
        await Host.RemoveImageAsync("ami-1", CancellationToken.None);
        Assert.That(Docker("images", "--quiet", "--filter", Mine).Trim(), Is.Not.Empty);
        await Host.TerminateAsync("i-2", CancellationToken.None);
        Assert.That(Docker("images", "--quiet", "--filter", Mine).Trim(), Is.Empty);
    }

    [Test]
    public async Task An_image_that_was_removed_by_someone_else_is_an_error_that_says_what_to_do()
    {
        await Assert.ThatAsync(
            async () => await Host.LaunchAsync("i-1", Bare with { ImageId = "ami-gone" }, CancellationToken.None),
            Throws.TypeOf<InstanceHostException>().With.Message.Contains("ami-gone is gone").And.Message.Contains("--force"));
    }

    [Test]
    public async Task A_base_system_that_is_not_to_be_had_says_what_was_tried_and_why_each_failed()
    {
        await Assert.ThatAsync(
            async () => await Host.LaunchAsync("i-1", new MachineImage(new BaseSystem("amzn", "1999", "x86_64"), null), CancellationToken.None),
            Throws.TypeOf<InstanceHostException>()
                .With.Message.Contains("no image amazonlinux:1999 is present; pulling amazonlinux:1999 failed (")
                .And.Message.Contains("debootstrap: makes Debian 12 and 13, Ubuntu 22.04 and 24.04 only")
                .And.Message.Not.Contains("\n"));
    }

    protected override IInstanceHost Make(string directory) => new DockerHost(Path.Combine(directory, "hosts", "docker"), TestContext.Progress.WriteLine);

    private string Mine => $"label=fleetyard.local-cloud.folder={Path.Combine(Folder, "cloud", "hosts", "docker")}";

    private string Container() => Docker("ps", "--all", "--quiet", "--filter", Mine).Trim();

    /// <summary>The docker CLI: what a user, or a stranger, sees and does.</summary>
    private static string Docker(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("docker", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException(errors.Result);
    }
}
