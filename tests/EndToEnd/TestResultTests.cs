using Fleetyard.Build.Testing;

namespace Fleetyard.EndToEnd;

/// <summary>What <c>--target=Test</c> tells of the tests that it ran.</summary>
public sealed class TestResultTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fleetyard-trx-");

    public void Dispose() => folder.Delete(recursive: true);

    [Test]
    public void What_failed_and_what_was_skipped_is_told_then_what_was_slow_then_the_counts_of_the_tests_own_then_theirs()
    {
        Write("one.trx", """
            <UnitTestResult testName="A" outcome="Passed" duration="00:21:38.1234567"><Output><StdOut>chain 12; 3 seconds
            631 faults, 630 survived, 1 leaked, 0 duplicated
            </StdOut></Output></UnitTestResult>
            <UnitTestResult testName="B" outcome="Failed" duration="00:01:00.6000000"><Output><ErrorInfo><Message>oops</Message></ErrorInfo></Output></UnitTestResult>
            """);
        Write("two.trx", """<UnitTestResult testName="C" outcome="NotExecuted" duration="00:01:00"><Output><ErrorInfo><Message>no Docker</Message></ErrorInfo></Output></UnitTestResult>""");
        Assert.That(TestResult.Read(folder.FullName, ended: false).Text.ReplaceLineEndings("\n"), Is.EqualTo("""
            failed: B: oops
            skipped: C: no Docker
            slow: 1298 s: A
            slow: 61 s: B
            631 faults, 630 survived, 1 leaked, 0 duplicated
            1 passed, 1 failed, 1 skipped
            """.ReplaceLineEndings("\n")));
    }

    [TestCase("Passed", true, true)]
    [TestCase("Passed", false, false)]
    [TestCase("Failed", true, false)]
    [TestCase("NotExecuted", true, false)]
    public void They_succeeded_where_some_passed_and_none_failed(string outcome, bool ended, bool succeeded)
    {
        Write("one.trx", $"""<UnitTestResult testName="A" outcome="{outcome}" />""");
        Assert.That(TestResult.Read(folder.FullName, ended).Succeeded, Is.EqualTo(succeeded));
    }

    [Test]
    public void Where_nothing_ran_they_did_not_succeed() =>
        Assert.That(TestResult.Read(Path.Combine(folder.FullName, "none"), ended: true), Is.EqualTo(new TestResult(false, "0 passed, 0 failed, 0 skipped")));

    private void Write(string name, string results) => File.WriteAllText(Path.Combine(folder.FullName, name), $"""
        <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>{results}</Results></TestRun>
        """);
}
