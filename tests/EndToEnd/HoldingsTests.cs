using System.Diagnostics;
using System.Text.Json;

namespace Fleetyard.EndToEnd;

/// <summary>What exists, what may go, and how it goes.</summary>
public sealed class HoldingsTests : IDisposable
{
    private readonly FleetyardProgram program = new();

    public void Dispose() => program.Dispose();

    [Test]
    public void Where_nothing_was_made_there_is_nothing() => Assert.That(Status(), Is.Empty);

    [Test]
    public void A_fleet_and_its_AMI_are_kept()
    {
        program.Run("--target=CreateFleet", "--instances=simulated");
        Assert.That(Status(), Is.EqualTo([("fleet", false), ("ami", false)]));
    }

    [Test]
    public void A_superseded_AMI_is_listed_and_goes_with_yes_alone()
    {
        program.Run("--target=CreateFleet", "--instances=simulated");
        program.Run("--target=CreateFleet", "--instances=simulated", "--force");
        Assert.That(Status(), Is.EqualTo([("fleet", false), ("ami", true), ("ami", false)]));

        program.Run("--target=Cleanup", "--instances=simulated");
        Assert.That(Status(), Has.Count.EqualTo(3), "without --yes nothing goes");

        var (code, output, errors) = program.Run("--target=Cleanup", "--instances=simulated", "--yes");
        Assert.That(code, Is.Zero, errors);
        Assert.That(output, Does.Contain("Removed ami"));
        Assert.That(Status(), Is.EqualTo([("fleet", false), ("ami", false)]));
    }

    [Test]
    public void Nobody_elses_goes()
    {
        program.Run("--target=CreateFleet", "--instances=simulated", "--owner=somebody");
        program.Run("--target=CreateFleet", "--instances=simulated", "--owner=somebody", "--force");
        program.Run("--target=Cleanup", "--instances=simulated", "--yes");
        Assert.That(Status(), Is.EqualTo([("fleet", false), ("ami", false), ("ami", false)]));
    }

    [Test]
    public void An_owner_with_letters_that_tags_do_not_take_has_its_fleet_too()
    {
        string[] owner = ["--instances=simulated", "--owner=a \"b\" (c) #1"];
        var (code, _, errors) = program.Run(["--target=CreateFleet", .. owner]);
        Assert.That(code, Is.Zero, errors);
        program.Run(["--target=CreateFleet", "--force", .. owner]);
        var (_, output, _) = program.Run(["--target=Cleanup", "--yes", .. owner]);
        Assert.That(output, Does.Contain("Removed ami"), "it is still the owner's");
    }

    [Test]
    public void A_deleted_fleet_is_gone_and_its_AMI_serves_the_next()
    {
        program.Run("--target=VerifyFleet", "--instances=simulated");
        var (code, output, errors) = program.Run("--target=DeleteFleet", "--instances=simulated");
        Assert.That(code, Is.Zero, errors);
        Assert.That(output, Does.Contain("is gone"));
        Assert.That(Status(), Is.EqualTo([("ami", false)]));

        (_, output, _) = program.Run("--target=CreateFleet", "--instances=simulated");
        Assert.That(output, Does.Contain("has the recipe's fingerprint").And.Contain("is ACTIVE"));
    }

    [Test]
    public void Deleting_a_fleet_that_is_not_there_says_so()
    {
        var (code, output, errors) = program.Run("--target=DeleteFleet", "--instances=simulated");
        Assert.That(code, Is.Zero, errors);
        Assert.That(output, Does.Contain("There is no fleet ktls-debian-13-x86_64 in us-west-2"));
    }

    [Test]
    public void The_instance_of_an_unfinished_run_is_kept_for_it()
    {
        program.Run("--target=PrepareInstance", "--instances=simulated");
        Assert.That(Status(), Is.EqualTo([("instance", false)]));
    }

    [Test]
    public void Forced_the_instance_of_an_unfinished_run_goes_and_an_AMI_that_serves_the_next_fleet_stays()
    {
        program.Run("--target=CreateFleet", "--instances=simulated");
        program.Run("--target=DeleteFleet", "--instances=simulated");
        program.Run("--target=PrepareInstance", "--instances=simulated", "--force");
        Assert.That(Status(), Is.EqualTo([("ami", false), ("instance", false)]));
        var (code, output, errors) = program.Run("--target=Cleanup", "--instances=simulated", "--force", "--yes");
        Assert.That(code, Is.Zero, errors);
        Assert.That(output, Does.Contain("Removed instance").And.Not.Contain("Removed ami"));
        Assert.That(Status(), Is.EqualTo([("ami", false)]));
    }

    [Test]
    [Platform("Linux")]
    public void Nothing_goes_of_a_recipe_that_another_command_works_on_until_that_ends_or_is_killed()
    {
        program.Run("--target=CreateFleet", "--instances=simulated");
        program.Run("--target=CreateFleet", "--instances=simulated", "--force");
        var file = Directory.GetFiles(Path.Combine(program.Artifacts.FullName, "runs"), "*.lock").Single();
        using var other = Process.Start(new ProcessStartInfo("flock", ["--exclusive", file, "sh", "-c", "echo held; exec sleep 600"]) { RedirectStandardOutput = true })!;
        Assert.That(other.StandardOutput.ReadLine(), Is.EqualTo("held"));
        foreach (var command in new[] { "Cleanup", "DeleteFleet", "CreateFleet" })
        {
            var (code, _, errors) = program.Run($"--target={command}", "--instances=simulated", "--yes");
            Assert.That(code, Is.EqualTo(1), command);
            Assert.That(errors, Does.Contain("Another command works on ktls-debian-13-x86_64 in us-west-2"), command);
        }

        Assert.That(Status(), Is.EqualTo([("fleet", false), ("ami", true), ("ami", false)]));
        other.Kill(entireProcessTree: true);
        other.WaitForExit();
        Assert.That(() => program.Run("--target=Cleanup", "--instances=simulated", "--yes").Code, Is.Zero.After(20_000, 50));
        Assert.That(Status(), Is.EqualTo([("fleet", false), ("ami", false)]));
    }

    private List<(string Kind, bool MayGo)> Status()
    {
        var (code, output, errors) = program.Run("--target=Status", "--instances=simulated", "--output=json");
        Assert.That(code, Is.Zero, errors);
        using var all = JsonDocument.Parse(output);
        return [.. all.RootElement.EnumerateArray().Select(one => (one.GetProperty("resource").GetProperty("kind").GetString()!, one.GetProperty("mayGo").GetBoolean()))];
    }
}
