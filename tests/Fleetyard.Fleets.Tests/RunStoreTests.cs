using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Tests;

/// <summary>Which run another command goes on with.</summary>
internal sealed class RunStoreTests : RunFolderTests
{
    [Test]
    public void A_run_is_taken_up_again_with_what_it_learned()
    {
        string id;
        using (var run = Open())
        {
            id = run.State.RunId;
            run.Learn("PrepareInstance", state => state with { InstanceId = "i-1" });
        }

        time.Advance(TimeSpan.FromHours(1));
        using var again = Open();
        Assert.That(again.State.RunId, Is.EqualTo(id).And.Match("^20261124T101500Z-sample-[0-9a-f]{4}$"));
        Assert.That(again.State.InstanceId, Is.EqualTo("i-1"));
    }

    [Test]
    public void A_run_goes_on_only_in_the_cloud_that_it_began_in()
    {
        string id;
        using (var run = Open())
        {
            id = run.State.RunId;
        }

        time.Advance(TimeSpan.FromMinutes(1));
        using (var elsewhere = new RunStore(folder, time).Open(Sample.Recipe, Settings(cloud: "aws/111122223333"), null!, new RecordingLog()))
        {
            Assert.That(elsewhere.State.RunId, Is.Not.EqualTo(id));
        }

        using var again = Open();
        Assert.That(again.State.RunId, Is.EqualTo(id), "a newer run of another cloud does not stand in its way");
    }

    [Test]
    public void A_run_goes_on_only_in_its_region()
    {
        string id;
        using (var run = Open())
        {
            id = run.State.RunId;
            run.Learn("PrepareInstance", state => state with { InstanceId = "i-1" });
        }

        time.Advance(TimeSpan.FromMinutes(1));
        using (var elsewhere = new RunStore(folder, time).Open(Sample.Recipe with { Region = "eu-west-1" }, Settings(), null!, new RecordingLog()))
        {
            Assert.That(elsewhere.State.InstanceId, Is.Null);
        }

        using var again = Open();
        Assert.That((again.State.RunId, again.State.InstanceId), Is.EqualTo((id, "i-1")));
    }

    [Test]
    public void A_run_folder_without_journal_is_passed_over()
    {
        string id;
        using (var run = Open())
        {
            id = run.State.RunId;
        }

        Directory.CreateDirectory(Path.Combine(folder, "20271124T101500Z-sample-0000"));
        using var again = Open();
        Assert.That(again.State.RunId, Is.EqualTo(id));
    }

    [Test]
    public void Of_two_runs_of_one_second_the_one_that_was_written_to_last_goes_on()
    {
        using var first = Open();
        first.Dispose();
        using var second = Open(force: true);
        second.Dispose();
        Assert.That(second.State.RunId, Is.Not.EqualTo(first.State.RunId));
        foreach (var (older, newer) in new[] { (first, second), (second, first) })
        {
            File.SetLastWriteTimeUtc(Path.Combine(older.Folder, "journal.jsonl"), DateTime.UnixEpoch);
            File.SetLastWriteTimeUtc(Path.Combine(newer.Folder, "journal.jsonl"), DateTime.UnixEpoch.AddSeconds(1));
            using var again = Open();
            Assert.That(again.State.RunId, Is.EqualTo(newer.State.RunId));
        }
    }

    [Test]
    public void A_run_of_a_recipe_whose_name_ends_alike_is_another()
    {
        using var other = Store(folder).Open(Sample.Recipe with { Name = "my-sample" }, Settings(), null!, new RecordingLog());
        using var run = Open();
        Assert.That(run.State.RunId, Is.Not.EqualTo(other.State.RunId));
    }

    [Test]
    public void A_run_of_another_fingerprint_and_one_that_ended_are_not_taken_up()
    {
        string first, second;
        using (var run = Open())
        {
            first = run.State.RunId;
        }

        time.Advance(TimeSpan.FromSeconds(1));
        using (var run = Store(folder).Open(Sample.Recipe with { Fingerprint = new string('e', 64) }, Settings(), null!, new RecordingLog()))
        {
            second = run.State.RunId;
            run.Learn("CreateFleet", state => state with { FleetArn = "arn" });
        }

        time.Advance(TimeSpan.FromSeconds(1));
        using var third = Store(folder).Open(Sample.Recipe with { Fingerprint = new string('e', 64) }, Settings(), null!, new RecordingLog());
        Assert.That(new[] { first, second, third.State.RunId }, Is.Unique);
    }

    [Test]
    public void A_forced_command_that_was_cut_off_goes_on_with_its_own_run_and_with_no_other()
    {
        using var unforced = Open();
        unforced.Dispose();
        time.Advance(TimeSpan.FromMinutes(1));
        using var forced = Open(force: true);
        forced.Dispose();
        Assert.That(forced.State.RunId, Is.Not.EqualTo(unforced.State.RunId));

        time.Advance(TimeSpan.FromMinutes(1));
        using (var look = Store(folder).Preview(Sample.Recipe, Settings(force: true), null!, new RecordingLog()))
        {
            Assert.That(look.State.RunId, Is.EqualTo(forced.State.RunId));
        }

        using var again = Open(force: true);
        Assert.That(again.State.RunId, Is.EqualTo(forced.State.RunId));
        again.Dispose();
        using var edited = Store(folder).Open(Sample.Recipe with { Fingerprint = new string('e', 64) }, Settings(force: true), null!, new RecordingLog());
        Assert.That(edited.State.RunId, Is.Not.EqualTo(forced.State.RunId));
    }

    [TestCase("ami-1", false)]
    [TestCase(null, true)]
    public void A_forced_run_that_ended_well_with_an_AMI_is_followed_by_another(string? ami, bool goesOn)
    {
        using var first = Open(force: true);
        first.Learn("SnapshotAmi", state => state with { AmiId = ami });
        first.End();
        first.Dispose();
        time.Advance(TimeSpan.FromMinutes(1));
        using (var unforced = Open())
        {
            Assert.That(unforced.State.RunId, Is.EqualTo(first.State.RunId));
        }

        using var second = Open(force: true);
        Assert.That(second.State.RunId == first.State.RunId, Is.EqualTo(goesOn));
    }

    [TestCase("backup")]
    [TestCase("20271124T101500Z-sample-copy")]
    public void A_copy_of_a_runs_folder_is_told_once_and_left_out(string name)
    {
        string id;
        using (var run = Open())
        {
            id = run.State.RunId;
            run.Learn("PrepareInstance", state => state with { InstanceId = "i-1" });
        }

        var copy = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        File.Copy(Journal(), Path.Combine(copy, "journal.jsonl"));
        var (log, store) = (new RecordingLog(), Store(folder));
        Assert.That(store.States("local/tests", log).Select(state => state.RunId), Is.EqualTo(new[] { id }));
        Assert.That(store.Instances("local/tests", log), Is.EqualTo(new Dictionary<string, string?> { [id] = "i-1" }));
        Assert.That(log.Said, Does.StartWith($"{copy} holds the run {id}").And.Not.Contain("\n"));
        using var again = Open();
        Assert.That(again.Folder, Is.EqualTo(Path.Combine(folder, id)));
    }

    [TestCase('e', false, "the recipe has another fingerprint now")]
    [TestCase('f', true, "--force begins another")]
    public void A_run_that_is_not_gone_on_with_is_told_with_what_it_leaves(char fingerprint, bool force, string why)
    {
        string id;
        using (var run = Open())
        {
            id = run.State.RunId;
            run.Learn("PrepareInstance", state => state with { InstanceId = "i-1", Ssh = new SshAccess { Name = "group", From = "192.0.2.1/32", HostKey = "SHA256:1", SecurityGroupId = "sg-1" } });
        }

        time.Advance(TimeSpan.FromMinutes(1));
        var log = new RecordingLog();
        using (Store(folder).Open(Sample.Recipe with { Fingerprint = new string(fingerprint, 64) }, Settings(force), null!, log))
        {
        }

        Assert.That(log.Said, Is.EqualTo($"Run {id} is not gone on with ({why}), and leaves instance i-1, security group sg-1; --target=Cleanup --yes takes away what nobody needs."));
    }

    [Test]
    public void A_launch_that_was_not_answered_is_told_when_its_run_is_not_gone_on_with()
    {
        using (var run = Open())
        {
            run.Learn("PrepareInstance", state => state with { Launched = time.GetUtcNow() });
        }

        time.Advance(TimeSpan.FromMinutes(1));
        var log = new RecordingLog();
        using var other = Store(folder).Open(Sample.Recipe, Settings(force: true), null!, log);
        Assert.That(log.Said, Does.Contain("leaves what came of a launch that was not answered; --target=Cleanup --yes"));
    }

    [Test]
    public void A_run_that_is_not_gone_on_with_and_leaves_nothing_running_is_not_told()
    {
        using (var run = Open())
        {
            run.Learn("SnapshotAmi", state => state with { AmiId = "ami-1" });
        }

        time.Advance(TimeSpan.FromMinutes(1));
        var log = new RecordingLog();
        using var other = Store(folder).Open(Sample.Recipe, Settings(force: true), null!, log);
        Assert.That(log.Said, Is.Empty);
    }

    [Test]
    public void An_instance_that_its_clean_up_shut_is_told_to_be_replaced()
    {
        using var run = Store(folder).Open(Sample.Reached(RemoteAccess.Ssh), Settings(), null!, new RecordingLog());
        run.Learn("SnapshotAmi", state => state with { InstanceId = "i-1" });
        Assert.That(LeftBehind.Of(run), Does.Contain("; the same command goes on with it, "));
        run.Learn("SnapshotAmi", state => state with { CleanUpBegun = true });
        Assert.That(LeftBehind.Of(run), Does.Contain("; the same command takes another in its place, as it lets nobody in by SSH since its clean-up was begun, ").And.Not.Contain("goes on with it"));
    }
}
