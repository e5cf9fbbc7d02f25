namespace Fleetyard.EndToEnd;

/// <summary>What the user sees where LocalCloud goes wrong as <c>--faults</c> says.</summary>
public sealed class FaultsTests : IDisposable
{
    private readonly FleetyardProgram program = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fleetyard-faults-");

    public void Dispose()
    {
        program.Dispose();
        folder.Delete(recursive: true);
    }

    [TestCase("ResetBefore", "AWS could not be asked")]
    [TestCase("Denied", "give the caller this permission")]
    public void A_fault_ends_in_one_line_and_the_same_command_without_it_makes_the_fleet(string kind, string told)
    {
        var (code, _, errors) = program.Run("--target=CreateFleet", "--instances=simulated", $"--faults={Plan(Enumerable.Range(1, 6).Select(call => $"DescribeImages/{call}/{kind}"))}");
        Assert.That(code, Is.EqualTo(1));
        Assert.That(errors.Trim().Split('\n')[^1], Does.Contain(told).And.EndsWith("run the same command again.").And.Not.Contain("folder writable"));
        Assert.That(errors, Does.Not.Contain("   at "));
        (code, _, errors) = program.Run("--target=CreateFleet", "--instances=simulated");
        Assert.That(code, Is.Zero, errors);
    }

    [Test]
    public void A_type_that_EC2_lacks_is_passed_over_for_the_recipe_s_next()
    {
        using var project = new Project();
        var recipe = Path.Combine(Path.GetDirectoryName(project.Artifacts)!, "recipes", "fleets", "ktls-al2023-x86_64.yml");
        File.WriteAllText(recipe, File.ReadAllText(recipe).Replace("  type: c7i.large", "  types: [c7i.large, m7i.large, c6i.large]", StringComparison.Ordinal));
        var plan = Plan(["RunInstances/c7i.large/InsufficientInstanceCapacity", "RunInstances/m7i.large/Unsupported"]);
        var (code, output, errors) = project.Run("--target=PrepareInstance", "--instances=simulated", "--recipe=ktls-al2023-x86_64", $"--faults={plan}");
        Assert.That(code, Is.Zero, errors);
        Assert.That(output, Does.Contain("c6i.large"));
    }

    [Test]
    public void A_bad_plan_is_one_line()
    {
        var (code, _, errors) = program.Run("--target=CreateFleet", "--instances=simulated", $"--faults={Plan(["RunInstances/1/Explode"])}");
        Assert.That(code, Is.EqualTo(1));
        Assert.That(errors, Does.Contain("'Explode' of 'RunInstances/1/Explode' is unknown").And.Not.Contain("   at "));
    }

    private string Plan(IEnumerable<string> faults)
    {
        var file = Path.Combine(folder.FullName, "faults.yml");
        File.WriteAllLines(file, faults.Select(fault => $"- {fault}"));
        return file;
    }
}
