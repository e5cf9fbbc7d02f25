using System.Text.Json;

[assembly: Parallelizable(ParallelScope.All)]
[assembly: FixtureLifeCycle(LifeCycle.InstancePerTestCase)]

namespace Fleetyard.EndToEnd;

/// <summary>The program as a user starts it, on simulated instances.</summary>
public sealed class ChainTests : IDisposable
{
    private readonly FleetyardProgram program = new();

    public void Dispose() => program.Dispose();

    [Test]
    public void A_recipe_becomes_an_active_fleet()
    {
        var (code, output, errors) = program.Run("--target=CreateFleet", "--instances=simulated", "--output=json");
        Assert.That(code, Is.Zero, errors);
        using var run = JsonDocument.Parse(output);
        Assert.That(run.RootElement.GetProperty("fleetArn").GetString(), Does.StartWith("arn:aws:codebuild:us-west-2:000000000000:fleet/ktls-debian-13-x86_64:"));
        Assert.That(run.RootElement.TryGetProperty("instanceId", out _), Is.False, "the instance is terminated");
        Assert.That(errors, Does.Contain("is ACTIVE"));
    }

    [Test]
    public void A_second_run_with_nothing_changed_creates_nothing_and_says_why()
    {
        program.Run("--target=CreateFleet", "--instances=simulated");
        var intents = program.Intents();
        var (code, output, errors) = program.Run("--target=CreateFleet", "--instances=simulated");
        Assert.That(code, Is.Zero, errors);
        Assert.That(program.Intents(), Is.EqualTo(intents));
        Assert.That(output, Does.Contain("has the recipe's fingerprint").And.Contain("is active and as the recipe says"));
        var newest = program.Artifacts.GetFiles("run.json", SearchOption.AllDirectories).MaxBy(file => file.LastWriteTimeUtc)!;
        using var run = JsonDocument.Parse(File.ReadAllText(newest.FullName));
        Assert.That(run.RootElement.GetProperty("sourceAmi").GetProperty("ownerId").GetString(), Is.EqualTo("136693071363"), "told of an AMI that is used again, too");
    }

    [Test]
    public void The_steps_can_be_run_in_commands_of_their_own()
    {
        string[] steps = ["PrepareInstance", "InstallDeps", "ConfigureNix", "SnapshotAmi", "GrantAccess", "CreateFleet"];
        foreach (var step in steps)
        {
            var (code, _, errors) = program.Run($"--target={step}", "--instances=simulated");
            Assert.That(code, Is.Zero, $"{step}: {errors}");
        }

        Assert.That(program.Intents(), Is.EqualTo(4), "RunInstances, CreateImage, ModifyImageAttribute and CreateFleet, once each");
    }

    [Test]
    public void Several_recipes_run_side_by_side()
    {
        var (code, output, errors) = program.Run("--target=CreateFleet", "--instances=simulated", "--recipe=ktls-*");
        Assert.That(code, Is.Zero, errors);
        Assert.That(output.Split("is ACTIVE"), Has.Length.EqualTo(7));
    }

    [TestCase("--target=CreateFlet", "'CreateFleet'")]
    [TestCase("--recpie=x", "'--recipe'")]
    [TestCase("--recipe=ktls-debian-31-x86_64", "'ktls-debian-13-x86_64'")]
    [TestCase("--cloud=azure", "local, aws")]
    [TestCase("--instances=vmware", "overlay, simulated")]
    public void A_wrong_word_is_one_line_that_names_the_right_one(string wrong, string right)
    {
        string[] arguments = wrong.StartsWith("--target", StringComparison.Ordinal) ? [wrong] : ["--target=CreateFleet", wrong];
        var (code, _, errors) = program.Run(arguments);
        Assert.That(code, Is.EqualTo(1));
        Assert.That(errors.Trim().Split('\n'), Has.Length.EqualTo(1));
        Assert.That(errors, Does.Contain(right));
    }

    [Test]
    public void A_corrupt_database_is_an_error_and_is_left_as_it_is()
    {
        program.Run("--target=PrepareInstance", "--instances=simulated");
        var database = Path.Combine(program.Artifacts.FullName, "local-cloud", "simulated", "state.db");
        File.WriteAllText(database, new string('x', 5000));
        foreach (var other in Directory.GetFiles(Path.GetDirectoryName(database)!, "state.db-*"))
        {
            File.Delete(other);
        }

        var (code, _, errors) = program.Run("--target=CreateFleet", "--instances=simulated");
        Assert.That(code, Is.EqualTo(1));
        Assert.That(errors.Trim().Split('\n'), Has.Length.EqualTo(1));
        Assert.That(errors, Does.Contain(database).And.Contain("move its folder away"));
        Assert.That(File.ReadAllText(database), Is.EqualTo(new string('x', 5000)));
    }

    [Test]
    public void A_verbose_log_has_the_scripts_output_and_a_normal_one_has_not()
    {
        var (_, normal, _) = program.Run("--target=InstallDeps", "--instances=simulated");
        Assert.That(normal, Does.Contain("InstallDeps: install-deps.sh").And.Not.Contain("lines of sh are sound"));
        var (_, verbose, _) = program.Run("--target=InstallDeps", "--instances=simulated", "--force", "--verbosity=verbose");
        Assert.That(verbose, Does.Contain("lines of sh are sound"));
    }

    [Test]
    public void GitHub_Actions_folds_each_tasks_log()
    {
        var (code, output, errors) = program.Run(new Dictionary<string, string?> { ["GITHUB_ACTIONS"] = "true" }, "--target=InstallDeps", "--instances=simulated");
        Assert.That(code, Is.Zero, errors);
        Assert.That(output, Does.Contain("::group::PrepareInstance").And.Contain("::group::InstallDeps"));
        Assert.That(output.Split("::endgroup::"), Has.Length.EqualTo(3));
    }

    [Test]
    public void A_corrupt_journal_is_an_error_and_is_left_as_it_is()
    {
        program.Run("--target=PrepareInstance", "--instances=simulated");
        var journal = program.Journals().Single();
        File.WriteAllText(journal, "{oops\n" + File.ReadAllText(journal));
        var (code, _, errors) = program.Run("--target=CreateFleet", "--instances=simulated");
        Assert.That(code, Is.EqualTo(1));
        Assert.That(errors, Does.Contain("corrupt at line 1"));
        Assert.That(File.ReadAllText(journal), Does.StartWith("{oops"));
    }
}
