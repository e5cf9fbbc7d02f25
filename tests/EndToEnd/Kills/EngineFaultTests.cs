namespace Fleetyard.EndToEnd.Kills;

/// <summary>An engine that goes wrong under the program: one line, and nothing is left when it is well again.</summary>
public sealed class EngineFaultTests() : KillTests("docker")
{
    private OwnEngine? engine;

    private OwnEngine Engine => engine!;

    private string Folder => Path.Combine(Project.Artifacts, "local-cloud", "hosts", "docker");

    [Test]
    public async Task A_daemon_that_is_killed_while_a_script_runs_is_one_line_and_Cleanup_leaves_nothing_when_it_runs_again()
    {
        MakeEngine();
        Project.Write("install-deps.sh", Staying());
        using var program = Start("--target=CreateFleet", "--verbosity=verbose");
        var errors = program.StandardError.ReadToEndAsync();
        await Said("up-and-running")(program);
        Engine.Kill();
        var output = await program.StandardOutput.ReadToEndAsync();
        await program.WaitForExitAsync();
        Assert.That(program.ExitCode, Is.EqualTo(1), output);
        Assert.That(Told(await errors), Does.Contain("went away before it could run a command in i-").And.Contain("start it"));

        Engine.Start();
        Succeed("--target=Cleanup", "--yes", "--force");
        Assert.That(Engine.Has(Folder), Is.Empty);
        AssertNoTraces();
        Project.MakeTrivial();
        Assert.That(Succeed("--target=CreateFleet"), Does.Contain("is ACTIVE"));
    }

    [Test]
    public void A_full_disk_ends_a_script_in_one_line_and_the_same_command_goes_on_when_there_is_space()
    {
        MakeEngine("48m");
        Project.Write("install-deps.sh", "#!/bin/sh\nmkdir -p /opt && head -c 128m /dev/zero >/opt/large\n");
        Assert.That(Fail("--target=CreateFleet"), Does.Contain("install-deps.sh failed with exit code 1").And.Contain("Its last lines: head: "));
        Assert.That(Engine.Has(Folder), Is.Empty, "the instance is terminated");
        Project.MakeTrivial();
        Assert.That(Succeed("--target=CreateFleet"), Does.Contain("is ACTIVE"));
    }

    [Test]
    public void A_full_disk_ends_a_snapshot_in_one_line_and_leaves_no_half_of_an_image()
    {
        MakeEngine("48m");
        Project.Write("install-deps.sh", "#!/bin/sh\nmkdir -p /opt && head -c 28m /dev/urandom >/opt/large\n");
        Assert.That(Fail("--target=CreateFleet"), Does.Contain("no space left on device").And.Contain("run the same command again"));
        Assert.That(Engine.Has(Folder), Is.Empty);
        Project.MakeTrivial();
        Assert.That(Succeed("--target=CreateFleet"), Does.Contain("is ACTIVE"));
    }

    protected override void Dispose(bool disposing)
    {
        engine?.Dispose();
        base.Dispose(disposing);
    }

    private void MakeEngine(string? size = null)
    {
        engine = new OwnEngine(size);
        Variables.Add($"DOCKER_HOST=unix://{Engine.Socket}");
    }
}
