namespace Fleetyard.EndToEnd.Kills;

/// <summary>Containers whose program is killed: the engine has none of them afterwards, and the same command goes on.</summary>
public sealed class DockerKillTests() : KillTests("docker")
{
    private static OwnEngine Engine => SharedEngine.Engine;

    private string Folder => Path.Combine(Project.Artifacts, "local-cloud", "hosts", "docker");

    [SetUp]
    public void OnTheSharedEngine() => Variables.Add($"DOCKER_HOST=unix://{Engine.Socket}");

    [Test]
    public Task When_a_container_was_created_and_it_has_not_heard_of_it() => AtAsync("POST .*/containers/create", EngineGate.Hold.Answer);

    [Test]
    public Task When_a_container_is_to_be_started() => AtAsync("POST .*/containers/fleetyard-[^/]*/start", EngineGate.Hold.Call);

    [Test]
    public Task When_an_image_was_made_and_it_has_not_heard_of_it() => AtAsync("POST .*/commit", EngineGate.Hold.Answer);

    [Test]
    public async Task During_a_script()
    {
        Project.Write("install-deps.sh", Staying());
        await KillAsync("CreateFleet", Said("up-and-running"));
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
    public async Task While_the_engine_makes_an_image_which_it_ends_all_the_same()
    {
        // Many files take it longer than the next command needs to start.
        Project.Write("install-deps.sh", "#!/bin/sh\nmkdir -p /opt/many && cd /opt/many && for file in $(seq 60000); do : >$file; done\n");
        await AtAsync("POST .*/commit", EngineGate.Hold.Nothing);
        Assert.That(Engine.HasCommitted(Folder), "the engine went on");
    }

    [Test]
    public async Task During_a_build_on_the_fleet()
    {
        Project.MakeTrivial($"setsid sleep {Word} & echo build-runs; sleep {Word}");
        await KillAsync("VerifyFleet", Said("| build-runs"));
        AssertNoTraces();
        Succeed("--target=Cleanup", "--yes");
        Assert.That(Engine.Has(Folder), Has.Count.EqualTo(1).And.All.StartsWith("image "), "the build's container is gone and the fleet's AMI is there");
    }

    [Test]
    public async Task A_container_that_somebody_removes_is_one_line_and_the_same_command_makes_another()
    {
        Project.Write("install-deps.sh", Staying());
        using var program = Start("--target=CreateFleet", "--verbosity=verbose");
        var errors = program.StandardError.ReadToEndAsync();
        await Said("up-and-running")(program);
        Engine.RemoveContainers(Folder);
        await program.StandardOutput.ReadToEndAsync();
        await program.WaitForExitAsync();
        Assert.That(program.ExitCode, Is.EqualTo(1));
        Assert.That(Told(await errors), Does.Match("The container of i-[0-9a-f]+ (is gone, removed by someone else|ended while a command ran in it, stopped by someone else or by the engine); run the target again"));
        Project.MakeTrivial();
        AssertGoesOn();
    }

    private async Task AtAsync(string call, EngineGate.Hold hold)
    {
        using (var gate = new EngineGate(Engine.Socket, call, hold))
        {
            Variables.Add($"DOCKER_HOST={gate.Address}");
            await KillAsync("CreateFleet", _ => gate.Reached);
            Variables.Remove($"DOCKER_HOST={gate.Address}");
        }

        AssertCleanedUpAndGoesOn();
    }

    private void AssertCleanedUpAndGoesOn()
    {
        AssertNoTraces();
        Succeed("--target=Cleanup", "--yes", "--force");
        Assert.That(Engine.Has(Folder), Is.Empty);
        AssertGoesOn();
    }

    private void AssertGoesOn()
    {
        Assert.That(Succeed("--target=CreateFleet"), Does.Contain("is ACTIVE"));
        Assert.That(Engine.Has(Folder), Has.Count.EqualTo(1).And.All.StartsWith("image "));
    }
}
