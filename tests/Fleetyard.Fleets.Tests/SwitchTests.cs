using Fleetyard.Fleets.Tests.World;
using Fleetyard.LocalCloud.Instances;
using Fleetyard.LocalCloud.Instances.Docker;

namespace Fleetyard.Fleets.Tests;

/// <summary>The switch that ends a forgotten instance, on instances that really power themselves off.</summary>
[Platform("Linux")]
internal sealed class SwitchTests
{
    [TestCase(InstanceKind.Overlay)]
    [TestCase(InstanceKind.Docker)]
    public async Task An_instance_whose_run_has_expired_ends_itself(InstanceKind kind)
    {
        await using var yard = await OpenAsync(kind);
        yard.Settings = yard.Settings with { Lifetime = TimeSpan.FromSeconds(15) };
        await yard.CommandAsync("InstallDeps");
        Assert.That(await StateAsync(yard), Is.EqualTo("running"), "not before");
        await UntilAsync(yard, "terminated");
    }

    [TestCase(InstanceKind.Overlay)]
    [TestCase(InstanceKind.Docker)]
    public async Task An_instance_that_was_disarmed_runs_on_past_its_expiry_and_has_no_switch_left(InstanceKind kind)
    {
        await using var yard = await OpenAsync(kind);
        yard.Settings = yard.Settings with { Lifetime = TimeSpan.FromSeconds(15) };
        yard.Recipe = Sample.Installing(Sample.Shipped("close.sh"), Sample.Script(
            "sleep 17; find /etc/systemd /var/lib/systemd -name '*fleetyard*'; cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' ' | grep -o '[s]tamp-fleetyard[^ ]*' || true; echo over"));
        await yard.CommandAsync("InstallDeps");
        Assert.That(yard.Log.Lines, Is.EqualTo(new[] { "over" }));
        Assert.That(await StateAsync(yard), Is.EqualTo("running"));
    }

    [Test]
    public async Task The_AMI_carries_no_switch_and_its_instance_s_shutdown_was_turned_to_stop_before_it_was_stopped()
    {
        await using var yard = await OpenAsync(InstanceKind.Overlay);
        yard.Recipe = yard.Recipe with { Scripts = yard.Recipe.Scripts with { SnapshotAmi = [.. new[] { "clean-up.sh", "audit.sh", "close.sh" }.Select(Sample.Shipped)] } };
        List<string> calls = [];
        yard.Observe = exchange => calls.Add($"{exchange.Operation} {(exchange.RequestBody.Contains("InstanceInitiatedShutdownBehavior.Value=stop", StringComparison.Ordinal) ? "stop" : "")}".Trim());
        var state = await yard.CommandAsync("SnapshotAmi");
        Assert.That(calls.Where(call => call is "ModifyInstanceAttribute stop" or "StopInstances" or "CreateImage"), Is.EqualTo(new[] { "ModifyInstanceAttribute stop", "StopInstances", "CreateImage" }));
        Assert.That(yard.Calls("RunInstances").Single().RequestBody, Does.Contain("InstanceInitiatedShutdownBehavior=terminate"));
        Assert.That(state.CleanedUp, Is.False, "the instance is gone, and what was done on it with it");
        var image = Directory.GetDirectories(Path.Combine(yard.Folder, "cloud", "hosts", "overlay", "images")).Single();
        Assert.That(Directory.GetFiles(Path.Combine(image, "upper", "etc"), "machine-id", SearchOption.TopDirectoryOnly), Has.Exactly(1).Items, "it is the AMI's content");
        Assert.That(Directory.GetFileSystemEntries(image, "*fleetyard-expiry*", SearchOption.AllDirectories), Is.Empty);
    }

    [Test]
    public async Task An_instance_whose_audit_failed_and_that_is_kept_still_ends_itself()
    {
        await using var yard = await OpenAsync(InstanceKind.Overlay);
        yard.Settings = yard.Settings with { Lifetime = TimeSpan.FromSeconds(30) };
        yard.Recipe = yard.Recipe with
        {
            Scripts = yard.Recipe.Scripts with { InstallDeps = [Sample.Script("mkdir -p /opt/app; echo x >/opt/app/.netrc")], SnapshotAmi = [.. new[] { "clean-up.sh", "audit.sh", "close.sh" }.Select(Sample.Shipped)] },
        };
        Assert.That(async () => await yard.CommandAsync("SnapshotAmi", keep: true), Throws.InstanceOf<FleetException>().With.Message.Contains("/opt/app/.netrc: credentials"));
        Assert.That(await StateAsync(yard), Is.EqualTo("running"));
        await UntilAsync(yard, "terminated");
    }

    private static Task<Yard> OpenAsync(InstanceKind kind) => Yard.OpenAsync(makeHost: folder => kind == InstanceKind.Docker ? new DockerHost(folder, _ => { }) : new OverlayHost(folder));

    private static async Task<string> StateAsync(Yard yard) => (await yard.InstancesAsync()).Single().State.Name.Value;

    private static async Task UntilAsync(Yard yard, string state)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (await StateAsync(yard) != state)
        {
            await Task.Delay(200, deadline.Token);
        }
    }
}
