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

    private List<(string Region, string Kind)> Status(string[] arguments)
    {
        var (code, output, errors) = program.Run(["--target=Status", .. arguments]);
        Assert.That(code, Is.Zero, errors);
        using var all = JsonDocument.Parse(output);
        return [.. all.RootElement.EnumerateArray().Select(one => one.GetProperty("resource")).Select(resource => (resource.GetProperty("region").GetString()!, resource.GetProperty("kind").GetString()!))];
    }
}
