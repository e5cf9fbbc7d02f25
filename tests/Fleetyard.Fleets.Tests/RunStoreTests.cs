using System.Diagnostics;
using System.Text.Json;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Tests.World;
using Microsoft.Extensions.Time.Testing;

namespace Fleetyard.Fleets.Tests;

/// <summary>What a run leaves on disk, and what another command makes of it.</summary>
internal sealed class RunStoreTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("runs-").FullName;
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 24, 10, 15, 0, TimeSpan.Zero));

    public void Dispose() => Directory.Delete(folder, recursive: true);

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
    public void A_torn_last_line_is_cut_off_and_written_over()
    {
        using (var run = Open())
        {
            run.Learn("PrepareInstance", state => state with { InstanceId = "i-1" });
        }

        File.AppendAllText(Journal(), "{\"v\":1,\"at\":\"2026-11-24T10:1");
        using (var run = Open())
        {
            Assert.That(run.State.InstanceId, Is.EqualTo("i-1"));
            run.Learn("InstallDeps", state => state with { AmiId = "ami-1" });
        }

        using var again = Open();
        Assert.That(again.State.AmiId, Is.EqualTo("ami-1"));
        Assert.That(File.ReadAllLines(Journal()).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("v").GetInt32()), Is.All.EqualTo(2));
    }

    [Test]
    public void A_corrupt_line_is_told_with_its_number_and_left_as_it_is()
    {
        Open().Dispose();
        File.AppendAllText(Journal(), "{oops\n{}\n");
        var before = File.ReadAllText(Journal());
        Assert.That(() => Open(), Throws.InstanceOf<FleetException>().With.Message.Contains("corrupt at line 3").And.Message.Contains("move its folder away"));
        Assert.That(File.ReadAllText(Journal()), Is.EqualTo(before));
    }

    [Test]
    public void A_journal_of_a_newer_version_is_told()
    {
        Open().Dispose();
        File.AppendAllText(Journal(), "{\"v\":3,\"at\":\"2026-11-24T10:15:00+00:00\",\"step\":\"x\"}\n");
        Assert.That(() => Open(), Throws.InstanceOf<FleetException>().With.Message.Contains("newer Fleetyard (version 3"));
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
    public void A_report_that_lacks_or_lies_is_written_anew_out_of_the_journal()
    {
        string report;
        using (var run = Open())
        {
            run.Learn("PrepareInstance", state => state with { InstanceId = "i-1" });
            report = Path.Combine(run.Folder, "run.json");
        }

        foreach (var lie in new[] { null, "{oops", File.ReadAllText(report).Replace("i-1", "i-2", StringComparison.Ordinal) })
        {
            File.Delete(report);
            if (lie is not null)
            {
                File.WriteAllText(report, lie);
            }

            Assert.That(Store(folder).States("local/tests", new RecordingLog()).Single().InstanceId, Is.EqualTo("i-1"));
            using var again = Open();
            Assert.That(again.State.InstanceId, Is.EqualTo("i-1"));
            Assert.That(File.ReadAllText(report), Does.Contain("\"i-1\""));
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_journal_that_is_gone_or_empty_beside_a_report_is_told_and_no_other_run_begins(bool isGone)
    {
        Open().Dispose();
        var journal = Journal();
        File.Delete(journal);
        if (!isGone)
        {
            File.WriteAllText(journal, "");
        }

        Assert.That(() => Open(), Throws.InstanceOf<FleetException>().With.Message.Contains(isGone ? "is gone" : "is empty").And.Message.Contains("--target=Status").And.Message.Not.Contains("\n"));
        Assert.That(Directory.GetDirectories(folder), Has.Length.EqualTo(1));
    }

    [Test]
    public void A_run_whose_journal_cannot_be_read_is_told_where_all_are_listed()
    {
        Open().Dispose();
        File.WriteAllText(Journal(), "{oops\n{}\n");
        var log = new RecordingLog();
        Assert.That(Store(folder).States("local/tests", log), Is.Empty);
        Assert.That(log.Said, Does.Contain("corrupt at line 1"));
    }

    [Test]
    public void A_read_only_file_system_is_one_line_with_what_to_do()
    {
        var small = Directory.CreateDirectory(Path.Combine(folder, "small")).FullName;
        if (Run("mount", "-t", "tmpfs", "-o", "ro,size=24k", "tmpfs", small) is { } why)
        {
            Assert.Ignore($"A small file system could not be mounted, which wants root and the package mount: {why}");
        }

        try
        {
            Assert.That(() => Store(Path.Combine(small, "runs")).Open(Sample.Recipe, Settings(), null!, new RecordingLog()),
                Throws.InstanceOf<FleetException>().With.Message.Contains("make the folder writable").And.Message.Contains("--artifacts").And.Message.Not.Contains("\n"));
        }
        finally
        {
            Run("umount", small);
        }
    }

    [Test]
    public void A_folder_that_cannot_be_written_is_one_line_with_what_to_do()
    {
        var file = Path.Combine(folder, "file");
        File.WriteAllText(file, "");
        Assert.That(() => Store(Path.Combine(file, "runs")).Open(Sample.Recipe, Settings(), null!, new RecordingLog()),
            Throws.InstanceOf<FleetException>().With.Message.Contains("make the folder writable").And.Message.Not.Contains("\n"));
    }

    [Test]
    public void A_full_disk_is_one_line_with_what_to_do_and_the_journal_stays_sound()
    {
        var small = Directory.CreateDirectory(Path.Combine(folder, "small")).FullName;
        if (Run("mount", "-t", "tmpfs", "-o", "size=24k", "tmpfs", small) is { } why)
        {
            Assert.Ignore($"A small file system could not be mounted, which wants root and the package mount: {why}");
        }

        try
        {
            string id;
            using (var run = Store(small).Open(Sample.Recipe, Settings(), null!, new RecordingLog()))
            {
                id = run.State.RunId;
                var filling = new Dictionary<string, string> { ["big"] = new string('x', 3000) };
                Assert.That(() =>
                {
                    while (true)
                    {
                        run.Learn("InstallDeps", state => state with { Facts = filling });
                    }
                }, Throws.InstanceOf<FleetException>().With.Message.Contains("free space").And.Message.Not.Contains("\n"));
            }

            File.Delete(Path.Combine(small, id, "run.json"));
            using var again = Store(small).Open(Sample.Recipe, Settings(), null!, new RecordingLog());
            Assert.That(again.State.RunId, Is.EqualTo(id));
            Assert.That(again.State.Facts, Does.ContainKey("big"));
        }
        finally
        {
            Run("umount", small);
        }
    }

    [Test]
    public async Task The_report_has_the_recipe_its_source_its_outputs_and_the_durations()
    {
        await using var yard = await Yard.OpenAsync();
        var state = await yard.CommandAsync();
        using var json = JsonDocument.Parse(File.ReadAllText(Directory.GetFiles(yard.Runs, "run.json", SearchOption.AllDirectories).Single()));
        var root = json.RootElement;
        Assert.That(root.GetProperty("recipe").GetString(), Is.EqualTo("sample"));
        Assert.That(root.GetProperty("fingerprint").GetString(), Is.EqualTo(yard.Recipe.Fingerprint));
        Assert.That(root.GetProperty("commit").GetString(), Is.EqualTo("0123456789abcdef"));
        Assert.That(root.GetProperty("sourceAmi").GetProperty("ownerId").GetString(), Is.EqualTo("136693071363"));
        Assert.That(root.GetProperty("sourceAmi").GetProperty("created").GetString(), Does.Match(@"^\d{4}-\d\d-\d\dT"));
        Assert.That(root.GetProperty("amiId").GetString(), Is.EqualTo(state.AmiId));
        Assert.That(root.GetProperty("fleetArn").GetString(), Is.EqualTo(state.FleetArn));
        var steps = root.GetProperty("steps").EnumerateObject().ToDictionary(step => step.Name, step => step.Value.GetDouble());
        Assert.That(steps.Keys, Is.EqualTo(new[] { "PrepareInstance", "InstallDeps", "ConfigureNix", "SnapshotAmi", "GrantAccess", "CreateFleet" }));
        Assert.That(root.GetProperty("totalSeconds").GetDouble(), Is.EqualTo(steps.Values.Sum()).Within(0.001).And.Positive);
    }

    private static RunSettings Settings(bool force = false, string cloud = "local/tests") => new() { Cloud = cloud, Owner = "tests", Force = force };

    /// <summary>Null where it worked, else what it said.</summary>
    private static string? Run(string tool, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : errors.Trim();
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return e.Message;
        }
    }

    private string Journal() => Directory.GetFiles(folder, "journal.jsonl", SearchOption.AllDirectories).Single();

    private RunStore Store(string runs) => new(runs, time);

    private FleetRun Open(bool force = false) => Store(folder).Open(Sample.Recipe, Settings(force), null!, new RecordingLog());
}
