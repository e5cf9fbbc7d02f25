using System.Text.Json;

namespace Fleetyard.EndToEnd;

/// <summary>A recipe of two regions, from the file to two verified fleets and back.</summary>
public sealed class RegionTests : IDisposable
{
    private const string Home = "us-west-2";
    private const string East = "us-east-1";

    private readonly FleetyardProgram program = new();

    public void Dispose() => program.Dispose();

    [Test]
    public void One_recipe_has_a_verified_fleet_in_each_region_until_they_are_deleted()
    {
        var recipe = Path.Combine(program.Artifacts.FullName, "recipe.yml");
        var shipped = File.ReadAllText(Path.Combine(Repository.Root, "recipes", "fleets", "ktls-debian-13-x86_64.yml"));
        File.WriteAllText(recipe, shipped[..shipped.IndexOf("verify:", StringComparison.Ordinal)] + $"regions:\n  {East}: {{}}\n\nverify: [git --version]\n");
        string[] arguments = ["--instances=simulated", $"--recipe={recipe}", "--output=json"];

        var (code, output, errors) = program.Run(["--target=VerifyFleet", .. arguments]);
        Assert.That(code, Is.Zero, errors);
        using (var run = JsonDocument.Parse(output))
        {
            var there = run.RootElement.GetProperty("otherRegions").GetProperty(East);
            Assert.That(there.GetProperty("amiId").GetString(), Is.Not.EqualTo(run.RootElement.GetProperty("amiId").GetString()));
            Assert.That(there.GetProperty("fleetArn").GetString(), Does.StartWith($"arn:aws:codebuild:{East}:"));
            Assert.That(there.GetProperty("verified").GetProperty("status").GetString(), Is.EqualTo("SUCCEEDED"));
            Assert.That(run.RootElement.GetProperty("verified").GetProperty("status").GetString(), Is.EqualTo("SUCCEEDED"));
        }

        using (var plan = JsonDocument.Parse(program.Run(["--target=Plan", .. arguments]).Output))
        {
            Assert.That(plan.RootElement[0].GetProperty("steps").EnumerateArray().Take(6).Select(step => step.GetProperty("action").GetString()), Has.All.EqualTo("reuse"));
        }

        Assert.That(Status(arguments), Is.EquivalentTo(new[] { (Home, "fleet"), (Home, "ami"), (Home, "project"), (East, "fleet"), (East, "ami"), (East, "project") }));
        (code, output, errors) = program.Run(["--target=DeleteFleet", .. arguments]);
        Assert.That(code, Is.Zero, errors);
        Assert.That(output, Does.Contain($"arn:aws:codebuild:{Home}:").And.Contain($"arn:aws:codebuild:{East}:"));
        Assert.That(Status(arguments), Is.EquivalentTo(new[] { (Home, "ami"), (East, "ami") }));
    }

    [Test]
    public void A_region_that_the_recipe_names_no_longer_is_seen_and_its_fleet_is_deleted()
    {
        var recipe = Recipe($"regions:\n  {East}: {{}}\n");
        string[] arguments = ["--instances=simulated", $"--recipe={recipe}", "--output=json"];
        Assert.That(program.Run(["--target=CreateFleet", .. arguments]).Code, Is.Zero);
        Recipe("");
        Assert.That(Status(arguments), Is.EquivalentTo(new[] { (Home, "fleet"), (Home, "ami"), (East, "fleet"), (East, "ami") }));

        var (code, output, errors) = program.Run(["--target=DeleteFleet", .. arguments]);
        Assert.That(code, Is.Zero, errors);
        Assert.That(output, Does.Contain($"arn:aws:codebuild:{Home}:").And.Contain($"arn:aws:codebuild:{East}:"));
        Assert.That(Status(arguments), Is.EquivalentTo(new[] { (Home, "ami"), (East, "ami") }));
    }

    [Test]
    public void Where_the_runs_are_lost_too_all_regions_are_looked_in_or_those_that_are_named()
    {
        var recipe = Recipe($"regions:\n  {East}: {{}}\n");
        string[] arguments = ["--instances=simulated", $"--recipe={recipe}", "--output=json"];
        program.Run(["--target=CreateFleet", .. arguments]);
        program.Run(["--target=CreateFleet", "--force", .. arguments]);
        Directory.Delete(Path.Combine(program.Artifacts.FullName, "runs"), recursive: true);
        Recipe("");
        Assert.That(Status(arguments), Has.Count.EqualTo(3).And.All.Matches<(string Region, string)>(one => one.Region == Home));
        Assert.That(Status([.. arguments, $"--regions={East}"]), Is.EquivalentTo(new[] { (East, "fleet"), (East, "ami"), (East, "ami") }));
        Assert.That(Status([.. arguments, "--regions=all"]), Has.Count.EqualTo(6));
        Assert.That(Status([.. arguments, "--regions=all", $"--allowed-regions={Home}"]), Has.Count.EqualTo(3), "the owner's guard holds");

        var (code, _, errors) = program.Run(["--target=Cleanup", "--regions=all", "--yes", .. arguments]);
        Assert.That(code, Is.Zero, errors);
        Assert.That(Status([.. arguments, "--regions=all"]), Is.EquivalentTo(new[] { (Home, "fleet"), (Home, "ami"), (East, "fleet"), (East, "ami") }));
        (_, _, errors) = program.Run(["--target=DeleteFleet", "--regions=all", .. arguments]);
        Assert.That(Status([.. arguments, "--regions=all"]), Is.EquivalentTo(new[] { (Home, "ami"), (East, "ami") }), errors);
    }

    [TestCase("--regions=everywhere", "it takes all, or names of regions")]
    [TestCase("--regions=all,us-west-2", "it takes all, or names of regions")]
    [TestCase("--regions=eu-west-1", "--regions names eu-west-1, and")]
    public void A_region_that_is_none_or_barred_is_one_line(string option, string told)
    {
        var (code, _, errors) = program.Run("--target=Status", "--instances=simulated", "--allowed-regions=us-*", option);
        Assert.That(code, Is.EqualTo(1));
        Assert.That(errors, Does.Contain(told).And.Not.Contain("   at "));
    }

    [TestCase("Status")]
    [TestCase("DeleteFleet")]
    public void What_AWS_refuses_is_one_line_with_what_to_do(string target)
    {
        var faults = Path.Combine(program.Artifacts.FullName, "faults.yml");
        File.WriteAllText(faults, "- BatchGetFleets/1/Denied\n- ListFleets/1/Denied\n");
        var (code, _, errors) = program.Run($"--target={target}", "--instances=simulated", $"--faults={faults}");
        Assert.That(code, Is.EqualTo(1));
        Assert.That(errors.Trim().Split('\n')[^1], Does.Contain("AWS answered AccessDeniedException").And.EndsWith("run the same command again."));
    }

    private string Recipe(string rest)
    {
        var recipe = Path.Combine(program.Artifacts.FullName, "recipe.yml");
        var shipped = File.ReadAllText(Path.Combine(Repository.Root, "recipes", "fleets", "ktls-debian-13-x86_64.yml"));
        File.WriteAllText(recipe, shipped[..shipped.IndexOf("verify:", StringComparison.Ordinal)] + rest);
        return recipe;
    }

    private List<(string Region, string Kind)> Status(string[] arguments)
    {
        var (code, output, errors) = program.Run(["--target=Status", .. arguments]);
        Assert.That(code, Is.Zero, errors);
        using var all = JsonDocument.Parse(output);
        return [.. all.RootElement.EnumerateArray().Select(one => one.GetProperty("resource")).Select(resource => (resource.GetProperty("region").GetString()!, resource.GetProperty("kind").GetString()!))];
    }
}
