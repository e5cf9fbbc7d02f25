using Amazon.EC2;
using Amazon.EC2.Model;
using Fleetyard.LocalCloud.Instances;

namespace Fleetyard.LocalCloud.Tests.Instances;

/// <summary>What OpenSSH's client finds in instances that really run.</summary>
public abstract class SshInstanceTests
{
    [Test]
    public async Task The_key_pair_lets_in_the_default_user_who_has_sudo_and_no_other_key_does()
    {
        await using var world = await SshWorld.StartAsync(Make);
        var instance = await world.LaunchAsync();
        Assert.That(world.Ssh(instance, "id -un; sudo -n id -u; uname -n"), Is.EqualTo((0, $"admin\n0\n{instance.InstanceId}\n")));
        world.NewKey("other");
        var (code, output) = world.Ssh(instance, "true", key: "other");
        Assert.That((code, output), Is.EqualTo((255, $"admin@{instance.PublicIpAddress}: Permission denied (publickey).\r\n")));
    }

    [Test]
    public async Task A_host_key_of_the_user_data_is_the_one_that_the_instance_shows()
    {
        await using var world = await SshWorld.StartAsync(Make);
        var hostKey = world.NewKey("host");
        var instance = await world.LaunchAsync($"""
            #!/bin/sh
            set -eu
            rm -f /etc/ssh/ssh_host_*
            umask 077
            cat >/etc/ssh/ssh_host_ed25519_key <<'KEY'
            {world.Read("host").TrimEnd()}
            KEY
            echo '{hostKey.TrimEnd()}' >/etc/ssh/ssh_host_ed25519_key.pub
            systemctl restart ssh
            """);
        world.Pin(instance, hostKey);
        Assert.That(world.Ssh(instance, "echo in", known: true), Is.EqualTo((0, "in\n")));
        Assert.That(await world.ConsoleAsync(instance.InstanceId), Does.Contain(hostKey.Trim()), "the console tells the host keys");
    }

    [Test]
    public async Task User_data_runs_once_as_root_and_what_fails_in_it_is_on_the_console()
    {
        await using var world = await SshWorld.StartAsync(Make);
        var instance = await world.LaunchAsync("#!/bin/sh\necho \"$(id -u) ${HOME:-no home}\" | tee -a /opt/ran\necho wrong >&2\nexit 3\n");
        Assert.That(await world.ConsoleAsync(instance.InstanceId), Does.Contain("0 no home\n").And.Contain("wrong\n").And.Contain("exit code 3"));
        await world.Server.Ec2.StopInstancesAsync(new StopInstancesRequest { InstanceIds = [instance.InstanceId] });
        await world.UntilAsync(instance.InstanceId, "stopped");
        await world.Server.Ec2.StartInstancesAsync(new StartInstancesRequest { InstanceIds = [instance.InstanceId] });
        instance = await world.UntilAsync(instance.InstanceId, "running");
        Assert.That(world.Ssh(instance, "cat /opt/ran"), Is.EqualTo((0, "0 no home\n")), "sshd is back, and the script was not run again");
    }

    [Test]
    public async Task A_reboot_from_inside_empties_tmp_and_brings_sshd_back_at_the_same_address()
    {
        await using var world = await SshWorld.StartAsync(Make);
        var instance = await world.LaunchAsync();
        var boot = world.Ssh(instance, "touch /tmp/gone; sudo touch /run/gone /opt/kept; stat -c %i /run/fleetyard/power").Output;
        world.Ssh(instance, "sudo reboot");
        await Server.UntilAsync(() => Task.FromResult(world.Ssh(instance, "stat -c %i /run/fleetyard/power") is (0, var now) && now != boot));
        Assert.That(world.Ssh(instance, "ls -d /tmp/gone /run/gone /opt/kept 2>/dev/null").Output, Is.EqualTo("/opt/kept\n"));
        Assert.That((await world.Server.InstanceAsync(instance.InstanceId)).State.Name.Value, Is.EqualTo("running"));
    }

    [TestCase("terminate", "terminated")]
    [TestCase("stop", "stopped")]
    public async Task A_poweroff_from_inside_does_what_the_shutdown_behaviour_says(string behavior, string state)
    {
        await using var world = await SshWorld.StartAsync(Make);
        var instance = await world.LaunchAsync(change: request => request.InstanceInitiatedShutdownBehavior = behavior);
        world.Ssh(instance, "sudo systemctl --no-block poweroff");
        var ended = await world.UntilAsync(instance.InstanceId, state);
        Assert.That(ended.StateReason.Code, Is.EqualTo("Client.InstanceInitiatedShutdown"));
        Assert.That(world.Ssh(instance, "true").Code, Is.EqualTo(255));
    }

    [Test]
    public async Task A_timer_of_one_moment_powers_the_instance_off_then()
    {
        await using var world = await SshWorld.StartAsync(Make);
        var instance = await world.LaunchAsync("""
            #!/bin/sh
            set -eu
            mkdir -p /etc/systemd/system
            printf '[Service]\nExecStart=/bin/systemctl --no-block poweroff\n' >/etc/systemd/system/expiry.service
            printf '[Timer]\nOnCalendar=%s UTC\nPersistent=true\n' "$(date -u -d '+3 seconds' '+%Y-%m-%d %H:%M:%S')" >/etc/systemd/system/expiry.timer
            systemctl daemon-reload
            systemctl enable --now expiry.timer
            """, request => request.InstanceInitiatedShutdownBehavior = "terminate");
        Assert.That(await world.ConsoleAsync(instance.InstanceId), Does.Contain("the first boot is finished"));
        Assert.That((await world.UntilAsync(instance.InstanceId, "terminated")).StateReason.Code, Is.EqualTo("Client.InstanceInitiatedShutdown"));
    }

    [Test]
    public async Task Two_instances_at_once_have_two_addresses_and_their_own_keys()
    {
        await using var world = await SshWorld.StartAsync(Make);
        var one = await world.LaunchAsync();
        var other = await world.LaunchAsync();
        Assert.That(one.PrivateIpAddress, Is.Not.EqualTo(other.PrivateIpAddress).And.Not.StartsWith("127.0."));
        Assert.That(world.Ssh(one, "uname -n").Output + world.Ssh(other, "uname -n").Output, Is.EqualTo($"{one.InstanceId}\n{other.InstanceId}\n"));
        var keys = new[] { one, other }.Select(instance => SshWorld.Run("ssh-keyscan", "-t", "ed25519", instance.PrivateIpAddress).Output.Split(' ')[^1]);
        Assert.That(keys.Distinct().Count(), Is.EqualTo(2));
    }

    [Test]
    public async Task An_image_of_an_instance_boots_anew_with_host_keys_of_its_own_and_no_sshd_that_nobody_asked_for()
    {
        await using var world = await SshWorld.StartAsync(Make);
        var instance = await world.LaunchAsync();
        await world.Server.Ec2.StopInstancesAsync(new StopInstancesRequest { InstanceIds = [instance.InstanceId] });
        await world.UntilAsync(instance.InstanceId, "stopped");
        var image = (await world.Server.Ec2.CreateImageAsync(new CreateImageRequest { InstanceId = instance.InstanceId, Name = "made" })).ImageId;
        await Server.UntilAsync(async () => (await world.Server.Ec2.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [image] })).Images[0].State == ImageState.Available);
        var second = await world.LaunchAsync("#!/bin/sh\nls /etc/ssh/ssh_host_* /run/fleetyard/sshd.pid 2>/dev/null\necho looked\n", request => (request.ImageId, request.KeyName) = (image, null));
        Assert.That(await world.ConsoleAsync(second.InstanceId), Is.EqualTo("looked\nLocalCloud: the first boot is finished\n"));
    }

    protected abstract IInstanceHost Make(string directory);
}
