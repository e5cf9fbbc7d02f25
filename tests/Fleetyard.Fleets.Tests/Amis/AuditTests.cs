using System.Text.Json;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Tests.Amis;

/// <summary>What the audit found on the instance stops the run before an AMI is made, unless the recipe allows it.</summary>
internal sealed class AuditTests
{
    [Test]
    public async Task What_the_audit_finds_stops_the_run_in_one_line_and_no_AMI_is_made()
    {
        await using var yard = await Auditing([("/root/.netrc", "credentials"), ("/opt/key.pem", "a private key")]);
        var failure = (await Assert.CatchAsync<FleetException>(async () => await yard.CommandAsync()))!.Message;
        Assert.That(failure, Does.Match("^audit.sh found on i-[0-9a-f]+ what must not be in an AMI, so none is made of it: /root/.netrc: credentials; /opt/key.pem: a private key; "
            + "have a script of the recipe's dependencies remove it, or allow the path in ami.allow of recipes/fleets/sample.yml, and run the same command again.$"));
        Assert.That(await yard.AmisAsync(), Is.Empty);
        Assert.That(yard.Calls("StopInstances"), Is.Empty);
        Assert.That(await yard.LivingAsync(), Is.Empty, "the instance goes as with any failure");
        Assert.That(yard.Log.Said, Does.Contain("Found /root/.netrc: credentials\n").And.Not.Contain("close.sh"), "what still guards the instance stays");
    }

    [Test]
    public async Task What_was_found_is_in_the_journal_and_in_the_report()
    {
        await using var yard = await Auditing([("/root/.netrc", "credentials"), ("/opt/tests/key.pem", "a private key")], "/opt/tests/**");
        Assert.That(async () => await yard.CommandAsync(keep: true), Throws.InstanceOf<FleetException>());
        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(Directory.GetFiles(yard.Runs, "run.json", SearchOption.AllDirectories).Single()));
        Assert.That(report.RootElement.GetProperty("findings").EnumerateArray().Select(finding => (finding.GetProperty("path").GetString(), finding.GetProperty("why").GetString(), finding.GetProperty("allowed").GetBoolean())),
            Is.EqualTo(new[] { ("/root/.netrc", "credentials", false), ("/opt/tests/key.pem", "a private key", true) }));
        Assert.That(report.RootElement.GetProperty("facts").GetProperty("audit").GetString(), Is.EqualTo("2 found in 7 files in 1 s"));
        Assert.That(yard.Journal(), Does.Contain("/root/.netrc").And.Contain("/opt/tests/key.pem"));
        Assert.That(await yard.LivingAsync(), Has.Count.EqualTo(1), "it was to be kept");
    }

    [Test]
    public async Task What_the_recipe_allows_is_told_and_the_AMI_is_made()
    {
        await using var yard = await Auditing([("/opt/tests/a/b/key.pem", "a private key")], "/opt/tests/**/*.pem");
        var state = await yard.CommandAsync();
        Assert.That(yard.Log.Said, Does.Contain("Found /opt/tests/a/b/key.pem: a private key (ami.allow lets it be)").And.Contain("Audited ").And.Contain("close.sh"));
        Assert.That(state.Findings.Single().Allowed, Is.True);
        Assert.That(await yard.AmisAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_instance_that_was_kept_is_audited_again_and_what_was_mended_there_is_forgotten()
    {
        await using var yard = await Auditing([("/root/.netrc", "credentials")]);
        Assert.That(async () => await yard.CommandAsync(keep: true), Throws.InstanceOf<FleetException>());
        yard.Recipe = yard.Recipe with { Scripts = yard.Recipe.Scripts with { SnapshotAmi = [Audit([]), Sample.Script("echo closed", "close.sh")] } };
        var state = await yard.CommandAsync();
        Assert.That(await yard.InstancesAsync(), Has.Count.EqualTo(1));
        Assert.That((state.Findings.Count, state.Facts["audit"]), Is.EqualTo((0, "0 found in 7 files in 1 s")));
    }

    [Test]
    public async Task Where_the_scripts_did_not_run_nothing_is_claimed()
    {
        await using var yard = await Auditing([]);
        yard.Host.Instead = (_, _) => Task.FromResult(0);
        var state = await yard.CommandAsync();
        Assert.That(yard.Log.Said, Does.Match("i-[0-9a-f]+ was not audited, since its scripts did not run"));
        Assert.That(state.Facts, Does.Not.ContainKey("audit"));
    }

    [Test]
    public async Task An_audit_whose_findings_did_not_all_arrive_stops_the_run()
    {
        await using var yard = await Yard.OpenAsync();
        yard.Recipe = WithAudit("echo FLEETYARD_FACT audit=2 found in 7 files in 1 s\nprintf 'FLEETYARD_FINDING /opt/tests/a\\tcredentials\\n'\nexit 3", ["/opt/tests/**"]);
        Assert.That(async () => await yard.CommandAsync(), Throws.InstanceOf<FleetException>().With.Message.Contains("not all that it is arrived"));
        Assert.That(await yard.AmisAsync(), Is.Empty);
    }

    [Test]
    public async Task A_flood_of_findings_is_one_line_and_all_of_them_are_in_the_report()
    {
        await using var yard = await Auditing([.. Enumerable.Range(100, 180).Select(number => ($"/opt/{number}/{new string('x', 200)}", "a token"))]);
        var failure = (await Assert.CatchAsync<FleetException>(async () => await yard.CommandAsync(keep: true)))!.Message;
        Assert.That(failure, Does.Contain("and 175 more, in ").And.Not.Contain("\n"));
        using var run = yard.Begin();
        Assert.That(run.State.Findings, Has.Count.EqualTo(180));
    }

    [TestCase("/opt/tests/*.pem", "/opt/tests/a.pem", true)]
    [TestCase("/opt/tests/*.pem", "/opt/tests/b/a.pem", false)]
    [TestCase("/opt/**/a.pem", "/opt/a.pem", true)]
    [TestCase("/opt/**/a.pem", "/opt/b/c/a.pem", true)]
    [TestCase("/opt/**", "/optional/a", false)]
    [TestCase("/opt/?.pem", "/opt/a.pem", true)]
    [TestCase("/opt/?.pem", "/opt/ab.pem", false)]
    [TestCase("/opt/a.pem", "/opt/aXpem", false)]
    [TestCase("/opt/[a].pem", "/opt/a.pem", false)]
    [TestCase("/opt/a", "/opt/a/b", false)]
    [TestCase("/opt/a", "/opt/a\nb", false)]
    public void A_pattern_means_what_it_says(string glob, string path, bool allowed) =>
        Assert.That(new Provisioning.AllowedPaths([glob]).Has(path), Is.EqualTo(allowed));

    private static async Task<Yard> Auditing((string Path, string Why)[] findings, params string[] allow)
    {
        var yard = await Yard.OpenAsync();
        yard.Recipe = WithAudit(Text(findings), allow);
        return yard;
    }

    private static Recipe WithAudit(string text, string[] allow) => Sample.Recipe with
    {
        Ami = Sample.Recipe.Ami with { Allow = allow },
        Scripts = Sample.Recipe.Scripts with { SnapshotAmi = [Sample.Script("echo cleaned", "clean-up.sh"), Sample.Script(text, "audit.sh"), Sample.Script("echo closed", "close.sh")] },
    };

    private static RecipeScript Audit((string Path, string Why)[] findings) => Sample.Script(Text(findings), "audit.sh");

    private static string Text((string Path, string Why)[] findings) =>
        string.Concat(findings.Select(finding => $"printf 'FLEETYARD_FINDING %s\\t%s\\n' '{finding.Path}' '{finding.Why}'\n")) + $"echo FLEETYARD_FACT audit={findings.Length} found in 7 files in 1 s\nexit {(findings.Length > 0 ? 3 : 0)}";
}
