using System.Text;
using System.Text.Json;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Tests.World;

namespace Fleetyard.Fleets.Tests;

/// <summary>The journal of a run: whatever a crash leaves of it is the state before or after the write that it cut off.</summary>
internal sealed class JournalTests : IDisposable
{
    private const string Cloud = "local/tests";
    private readonly string folder = Directory.CreateTempSubdirectory("journals-").FullName;
    private readonly RunStore store;

    public JournalTests() => store = new RunStore(folder, TimeProvider.System);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Cut_off_after_any_byte_it_has_the_state_before_or_after_that_write()
    {
        var (id, whole) = await WholeAsync();
        var journal = Place(id);
        var lines = Expected(whole);
        var log = new RecordingLog();
        for (var cut = 0; cut <= whole.Length; cut++)
        {
            File.WriteAllBytes(journal, whole[..cut]);
            Assert.That(Known(store.States(Cloud, log).SingleOrDefault()), Is.EqualTo(lines.LastOrDefault(line => line.End <= cut).State), $"cut after byte {cut}");
        }

        Assert.That(log.Said, Is.Empty, "nothing of it is an error");
    }

    [Test]
    public async Task Cut_off_within_or_after_any_line_it_is_gone_on_with()
    {
        var (id, whole) = await WholeAsync();
        var start = 0;
        foreach (var (end, _) in Expected(whole).SkipLast(2))
        {
            foreach (var cut in new[] { start + 1, (start + end) / 2, end - 1, end })
            {
                File.WriteAllBytes(Place(id), whole[..cut]);
                File.Delete(Path.Combine(folder, id, "run.json"));
                var known = Expected(whole).LastOrDefault(line => line.End <= cut).State;
                using (var run = store.Open(Sample.Recipe, Settings(), null!, new RecordingLog()))
                {
                    Assert.That(run.State.RunId == id, Is.EqualTo(known is not null), $"cut after byte {cut}");
                    Assert.That(known is null || Known(run.State) == known, $"cut after byte {cut}");
                    run.Learn("Next", state => state with { AmiId = "ami-next" });
                }

                Assert.That(store.States(Cloud, new RecordingLog()).Last(state => state.AmiId == "ami-next"), Is.Not.Null);
                Array.ForEach(Directory.GetDirectories(folder), run => Directory.Delete(run, recursive: true));
            }

            start = end;
        }
    }

    [Test]
    public async Task Any_flipped_bit_but_in_the_last_line_is_told()
    {
        var (id, whole) = await WholeAsync();
        var last = Expected(whole).Select(line => line.End).SkipLast(1).Last();
        var random = new Random(7);
        for (var i = 0; i < 500; i++)
        {
            var place = random.Next(last);
            var damaged = whole.ToArray();
            damaged[place] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(Place(id), damaged);
            var log = new RecordingLog();
            Assert.That(store.States(Cloud, log), Is.Empty, $"byte {place}");
            Assert.That(log.Said, Does.Contain("corrupt at line").Or.Contain("newer Fleetyard"), $"byte {place}");
            Assert.That(File.ReadAllBytes(Place(id)), Is.EqualTo(damaged));
        }
    }

    [Test]
    public void Zeros_that_a_power_cut_left_at_the_end_are_cut_off_and_told()
    {
        using (var run = Open())
        {
            run.Learn("PrepareInstance", state => state with { InstanceId = "i-1" });
        }

        using (var file = new FileStream(Directory.GetFiles(folder, "journal.jsonl", SearchOption.AllDirectories).Single(), FileMode.Append))
        {
            file.Write(new byte[512]);
        }

        var log = new RecordingLog();
        using var again = store.Open(Sample.Recipe, Settings(), null!, log);
        Assert.That(again.State.InstanceId, Is.EqualTo("i-1"));
        Assert.That(log.Said, Does.Contain("(512 bytes) and is cut off"));
    }

    [Test]
    public void A_file_that_never_was_a_journal_is_corrupt_and_not_taken_for_a_torn_line()
    {
        Open().Dispose();
        var journal = Directory.GetFiles(folder, "journal.jsonl", SearchOption.AllDirectories).Single();
        File.WriteAllText(journal, new string('x', 5000));
        Assert.That(() => Open(), Throws.InstanceOf<FleetException>().With.Message.Contains("corrupt at line 1").And.Message.Not.Contains("\n"));
        Assert.That(File.ReadAllText(journal), Is.EqualTo(new string('x', 5000)));
    }

    [Test]
    public void A_journal_whose_first_lines_are_gone_is_corrupt()
    {
        Open().Dispose();
        var journal = Directory.GetFiles(folder, "journal.jsonl", SearchOption.AllDirectories).Single();
        File.WriteAllLines(journal, File.ReadAllLines(journal).Skip(1).Append("{}"));
        Assert.That(() => Open(), Throws.InstanceOf<FleetException>().With.Message.Contains("corrupt at line 1"));
    }

    [Test]
    public void A_journal_without_checksums_of_an_earlier_version_is_gone_on_with()
    {
        const string id = "20261124T101500Z-sample-4f2a";
        Directory.CreateDirectory(Path.Combine(folder, id));
        File.WriteAllText(Path.Combine(folder, id, "journal.jsonl"), $$$"""
            {"v":1,"at":"2026-11-24T10:15:00+00:00","step":"Begin","state":{"runId":"{{{id}}}","recipe":"sample","fingerprint":"{{{Sample.Recipe.Fingerprint}}}","cloud":"local/tests","region":"us-west-2","started":"2026-11-24T10:15:00+00:00","attempt":0,"steps":{},"facts":{} }}
            {"v":1,"at":"2026-11-24T10:15:01+00:00","step":"PrepareInstance","intent":"RunInstances: c7i.large from ami-1"}
            {"v":1,"at":"2026-11-24T10:15:02+00:00","step":"PrepareInstance","state":{"runId":"{{{id}}}","recipe":"sample","fingerprint":"{{{Sample.Recipe.Fingerprint}}}","cloud":"local/tests","region":"us-west-2","started":"2026-11-24T10:15:00+00:00","instanceId":"i-1"}}

            """);
        using (var run = Open())
        {
            Assert.That((run.State.RunId, run.State.InstanceId), Is.EqualTo((id, "i-1")));
            run.Learn("InstallDeps", state => state with { AmiId = "ami-1" });
        }

        using var again = Open();
        Assert.That(again.State.AmiId, Is.EqualTo("ami-1"));
    }

    private static RunSettings Settings() => new() { Cloud = Cloud, Owner = "tests" };

    /// <summary>The journal of a whole chain, as it came to be.</summary>
    private static async Task<(string Id, byte[] Bytes)> WholeAsync()
    {
        await using var yard = await Yard.OpenAsync();
        var state = await yard.CommandAsync();
        return (state.RunId, Encoding.UTF8.GetBytes(yard.Journal()));
    }

    /// <summary>Where each line ends, and what is known from there on.</summary>
    private static List<(int End, string? State)> Expected(byte[] whole)
    {
        var ends = new List<(int, string?)>();
        string? state = null;
        for (var start = 0; start < whole.Length;)
        {
            var end = Array.IndexOf(whole, (byte)'\n', start) + 1;
            using var line = JsonDocument.Parse(whole.AsMemory(start, end - start));
            state = line.RootElement.TryGetProperty("state", out var written) ? Known(written.Deserialize<RunState>(RunJson.Document)) : state;
            ends.Add((end, state));
            start = end;
        }

        return ends;
    }

    private static string? Known(RunState? state) => state is null ? null : $"{state.InstanceId} {state.Launched:O} {state.AmiId} {state.FleetArn} {string.Join(',', state.Steps.Keys)}";

    private string Place(string id) => Path.Combine(Directory.CreateDirectory(Path.Combine(folder, id)).FullName, "journal.jsonl");

    private FleetRun Open() => store.Open(Sample.Recipe, Settings(), null!, new RecordingLog());
}
