using System.Diagnostics;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Tests.World;

namespace Fleetyard.Fleets.Tests;

/// <summary>One command at a time works on a recipe in a region of a cloud.</summary>
internal sealed class RunLockTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("locks-").FullName;
    private readonly RunStore store;

    public RunLockTests() => store = new RunStore(folder, TimeProvider.System);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Test]
    public void A_second_run_of_a_recipe_says_who_is_at_it_and_begins_nothing()
    {
        using var run = Open();
        Assert.That(() => Open(), Throws.InstanceOf<FleetException>()
            .With.Message.Contains("works on sample in us-west-2 of local/tests").And.Message.Contains($"process {Environment.ProcessId} on {Environment.MachineName} since 2")
            .And.Message.Contains("end the other command").And.Message.Contains("same artifacts folder").And.Message.Not.Contains("\n"));
        Assert.That(() => Open(force: true), Throws.InstanceOf<FleetException>());
        Assert.That(Directory.GetDirectories(folder), Has.Length.EqualTo(1));
    }

    [Test]
    public void A_run_that_ended_lets_the_next_one_in()
    {
        Open().Dispose();
        Assert.That(() => Open().Dispose(), Throws.Nothing);
    }

    [Test]
    public void Another_recipe_region_or_cloud_is_not_held_up()
    {
        using var run = Open();
        using var recipe = store.Lock("other", "us-west-2", "local/tests");
        using var region = store.Lock("sample", "eu-west-1", "local/tests");
        using var cloud = store.Lock("sample", "us-west-2", "aws/111122223333");
        Assert.That(() => store.Lock("sample", "eu-west-1", "local/tests"), Throws.InstanceOf<FleetException>());
    }

    [Test]
    public void Looking_and_listing_need_no_lock()
    {
        using var run = Open();
        using var seen = store.Preview(Sample.Recipe, Settings(), null!, new RecordingLog());
        Assert.That(seen.State.RunId, Is.EqualTo(run.State.RunId));
        Assert.That(store.States("local/tests", new RecordingLog()).Single().RunId, Is.EqualTo(run.State.RunId));
    }

    [Test]
    [Platform("Linux")]
    public void A_process_that_was_killed_holds_nothing()
    {
        Open().Dispose();
        var file = Directory.GetFiles(folder, "*.lock").Single();
        using var holder = Process.Start(new ProcessStartInfo("flock", ["--exclusive", file, "sh", "-c", "echo held; exec sleep 600"]) { RedirectStandardOutput = true })!;
        Assert.That(holder.StandardOutput.ReadLine(), Is.EqualTo("held"));
        Assert.That(() => Open(), Throws.InstanceOf<FleetException>().With.Message.Contains("Another command works on sample"));

        // flock(1) and what it started share the lock, and end together.
        holder.Kill(entireProcessTree: true);
        holder.WaitForExit();
        Assert.That(() => Open().Dispose(), Throws.Nothing.After(5000, 50));
    }

    private static RunSettings Settings(bool force = false) => new() { Cloud = "local/tests", Owner = "tests", Force = force };

    private FleetRun Open(bool force = false) => store.Open(Sample.Recipe, Settings(force), null!, new RecordingLog());
}
