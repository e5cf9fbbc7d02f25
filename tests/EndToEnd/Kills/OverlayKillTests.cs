namespace Fleetyard.EndToEnd.Kills;

/// <summary>Clones of this machine whose program is killed: nothing of them stays mounted, runs or lies about, and the same command goes on.</summary>
public sealed class OverlayKillTests() : KillTests("overlay")
{
    [Test]
    public Task During_a_launch() => WithStuckAsync("mount", "i-*devpts*", "sleep 2");

    [Test]
    public Task While_it_tries_whether_clones_can_be_made() => WithStuckAsync("mount", "try-*devpts*", "sleep 2");

    [Test]
    public Task During_a_snapshot() => WithStuckAsync("cp", "*/hosts/overlay/images/*", $"exec sleep {Word}");

    [Test]
    public async Task During_a_script()
    {
        Project.Write("install-deps.sh", Staying());
        await KillAsync("CreateFleet", Said("up-and-running"));
        Assert.That(Traces.Noted, Is.Positive);
        Project.MakeTrivial();
        AssertCleanedUpAndGoesOn();
    }

    [Test]
    public async Task During_a_script_and_the_next_command_is_the_same_one()
    {
        Project.Write("install-deps.sh", Staying());
        await KillAsync("CreateFleet", Said("up-and-running"));
        AssertNoTraces();
        AssertGoesOn();
    }

    [Test]
    public async Task During_a_build_on_the_fleet()
    {
        Project.MakeTrivial($"setsid sleep {Word} & echo build-runs; sleep {Word}");
        await KillAsync("VerifyFleet", Said("| build-runs"));
        Assert.That(Traces.Noted, Is.Positive);
        AssertNoTraces();
        Succeed("--target=Cleanup", "--yes");
        Assert.That((Kept("instances"), Kept("images").Length), Is.EqualTo((Array.Empty<string>(), 1)), "the build's instance is gone and the fleet's AMI is there");
        AssertNoTraces();
    }

    [Test]
    public void A_full_disk_ends_a_snapshot_in_one_line_and_leaves_no_half_of_an_image()
    {
        using var disk = new SmallDisk(Project.Artifacts, "48m");
        Project.Write("install-deps.sh", "#!/bin/sh\nhead -c 32m /dev/zero >/opt/large\n");
        Assert.That(Fail("--target=CreateFleet"), Does.Contain("No space left on device").And.Contain("run the same command again"));
        Assert.That((Kept("instances"), Kept("images")), Is.EqualTo((Array.Empty<string>(), Array.Empty<string>())));
        AssertNoTraces();
        Project.MakeTrivial();
        AssertGoesOn();
    }

    private async Task WithStuckAsync(string name, string pattern, string stand)
    {
        using (var tool = new StuckTool(name, pattern, stand))
        {
            Variables.Add($"PATH={tool.SearchPath}");
            await KillAsync("CreateFleet", When(() => tool.IsStuck));
            Variables.Clear();
        }

        AssertCleanedUpAndGoesOn();
    }

    private void AssertCleanedUpAndGoesOn()
    {
        AssertNoTraces();
        Succeed("--target=Cleanup", "--yes", "--force");
        Assert.That((Kept("instances"), Kept("images")), Is.EqualTo((Array.Empty<string>(), Array.Empty<string>())));
        AssertGoesOn();
    }

    private void AssertGoesOn()
    {
        Assert.That(Succeed("--target=CreateFleet"), Does.Contain("is ACTIVE"));
        Assert.That((Kept("instances"), Kept("images").Length), Is.EqualTo((Array.Empty<string>(), 1)));
        AssertNoTraces();
    }
}
