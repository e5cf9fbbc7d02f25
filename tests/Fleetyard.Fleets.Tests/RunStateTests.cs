using System.Text.Json;
using Fleetyard.Fleets.Tests.World;

namespace Fleetyard.Fleets.Tests;

/// <summary>What a run leaves on disk, and what another command makes of it where it is not as it was left.</summary>
internal sealed class RunStateTests : RunFolderTests
{
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
}
