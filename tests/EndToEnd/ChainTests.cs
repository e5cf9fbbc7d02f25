using System.Text.Json;

[assembly: Parallelizable(ParallelScope.All)]
[assembly: FixtureLifeCycle(LifeCycle.InstancePerTestCase)]

namespace Fleetyard.EndToEnd;

/// <summary>The program as a user starts it, on simulated instances.</summary>
public sealed class ChainTests : IDisposable
{
    private readonly DirectoryInfo artifacts = Directory.CreateTempSubdirectory("fleetyard-");

    public void Dispose() => artifacts.Delete(recursive: true);

    [Test]
    public void A_recipe_becomes_an_active_fleet()
    {
        var (code, output, errors) = Run("--target=CreateFleet", "--instances=simulated", "--output=json");
        Assert.That(code, Is.Zero, errors);
        using var run = JsonDocument.Parse(output);
        Assert.That(run.RootElement.GetProperty("fleetArn").GetString(), Does.StartWith("arn:aws:codebuild:us-west-2:000000000000:fleet/ktls-debian-13-x86_64:"));
        Assert.That(run.RootElement.TryGetProperty("instanceId", out _), Is.False, "the instance is terminated");
        Assert.That(errors, Does.Contain("is ACTIVE"));
    }

    [Test]
    public void A_second_run_with_nothing_changed_creates_nothing_and_says_why()
    {
        Run("--target=CreateFleet", "--instances=simulated");
        var intents = Intents();
        var (code, output, errors) = Run("--target=CreateFleet", "--instances=simulated");
        Assert.That(code, Is.Zero, errors);
        Assert.That(Intents(), Is.EqualTo(intents));
        Assert.That(output, Does.Contain("has the recipe's fingerprint").And.Contain("is active and as the recipe says"));
    }

    [Test]
    public void The_steps_can_be_run_in_commands_of_their_own()
    {
        string[] steps = ["PrepareInstance", "InstallDeps", "ConfigureNix", "SnapshotAmi", "GrantAccess", "CreateFleet"];
        foreach (var step in steps)
        {
            var (code, _, errors) = Run($"--target={step}", "--instances=simulated");
            Assert.That(code, Is.Zero, $"{step}: {errors}");
        }

        Assert.That(Intents(), Is.EqualTo(4), "RunInstances, CreateImage, ModifyImageAttribute and CreateFleet, once each");
    }

    [Test]
    public void Several_recipes_run_side_by_side()
    {
        var (code, output, errors) = Run("--target=CreateFleet", "--instances=simulated", "--recipe=ktls-*");
        Assert.That(code, Is.Zero, errors);
        Assert.That(output.Split("is ACTIVE"), Has.Length.EqualTo(7));
    }

    [TestCase("--target=CreateFlet", "'CreateFleet'")]
    [TestCase("--recpie=x", "'--recipe'")]
    [TestCase("--recipe=ktls-debian-31-x86_64", "'ktls-debian-13-x86_64'")]
    [TestCase("--cloud=azure", "local, aws")]
    [TestCase("--instances=vmware", "docker, overlay, simulated")]
    public void A_wrong_word_is_one_line_that_names_the_right_one(string wrong, string right)
    {
        string[] arguments = wrong.StartsWith("--target", StringComparison.Ordinal) ? [wrong] : ["--target=CreateFleet", wrong];
        var (code, _, errors) = Run(arguments);
        Assert.That(code, Is.EqualTo(1));
        Assert.That(errors.Trim().Split('\n'), Has.Length.EqualTo(1));
        Assert.That(errors, Does.Contain(right));
    }

    [Test]
    public void A_corrupt_journal_is_an_error_and_is_left_as_it_is()
    {
        Run("--target=PrepareInstance", "--instances=simulated");
        var journal = Directory.GetFiles(artifacts.FullName, "journal.jsonl", SearchOption.AllDirectories).Single();
        File.WriteAllText(journal, "{oops\n" + File.ReadAllText(journal));
        var (code, _, errors) = Run("--target=CreateFleet", "--instances=simulated");
        Assert.That(code, Is.EqualTo(1));
        Assert.That(errors, Does.Contain("corrupt at line 1"));
        Assert.That(File.ReadAllText(journal), Does.StartWith("{oops"));
    }

    private int Intents() => Directory.GetFiles(artifacts.FullName, "journal.jsonl", SearchOption.AllDirectories)
        .Sum(journal => File.ReadLines(journal).Count(line => line.Contains("\"intent\"", StringComparison.Ordinal)));

    private (int Code, string Output, string Errors) Run(params string[] arguments) => FleetyardProgram.Run(artifacts, new Dictionary<string, string>(), arguments);
}
