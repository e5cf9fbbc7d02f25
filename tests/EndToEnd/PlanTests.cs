using System.Text.Json;

namespace Fleetyard.EndToEnd;

/// <summary>What Plan tells before, during and after a run.</summary>
public sealed class PlanTests : IDisposable
{
    private readonly FleetyardProgram program = new();

    public void Dispose() => program.Dispose();

    [Test]
    public void Before_anything_is_made_all_would_be_made_and_no_run_is_begun()
    {
        Assert.That(Actions(), Is.EqualTo(["create", "run", "run", "create", "update", "create", "run"]));
        Assert.That(program.Journals(), Is.Empty);
    }

    [Test]
    public void Half_way_the_run_that_is_there_would_go_on()
    {
        program.Run("--target=InstallDeps", "--instances=simulated");
        var journals = program.Journals().ToDictionary(path => path, File.ReadAllText);
        Assert.That(Actions(), Is.EqualTo(["reuse", "reuse", "run", "create", "update", "create", "run"]));
        Assert.That(program.Journals().ToDictionary(path => path, File.ReadAllText), Is.EqualTo(journals));
    }

    [Test]
    public void Afterwards_all_is_reused()
    {
        program.Run("--target=CreateFleet", "--instances=simulated");
        Assert.That(Actions().Take(6), Has.All.EqualTo("reuse"));
    }

    [Test]
    public void A_fleet_that_differs_would_be_updated_and_the_difference_is_told()
    {
        program.Run("--target=CreateFleet", "--instances=simulated");
        var recipe = Path.Combine(program.Artifacts.FullName, "ktls-debian-13-x86_64.yml");
        var text = File.ReadAllText(Path.Combine(Repository.Root, "recipes", "fleets", "ktls-debian-13-x86_64.yml"));
        File.WriteAllText(recipe, text.Replace("capacity: 1", "capacity: 2", StringComparison.Ordinal));
        var step = Steps($"--recipe={recipe}")[5];
        Assert.That((step.Action, step.What), Is.EqualTo(("update", "fleet ktls-debian-13-x86_64: baseCapacity: 1 → 2")));
    }

    private IReadOnlyList<string> Actions() => [.. Steps().Select(step => step.Action)];

    private List<(string Action, string What)> Steps(params string[] arguments)
    {
        var (code, output, errors) = program.Run(["--target=Plan", "--instances=simulated", "--output=json", .. arguments]);
        Assert.That(code, Is.Zero, errors);
        using var plans = JsonDocument.Parse(output);
        return [.. plans.RootElement[0].GetProperty("steps").EnumerateArray().Select(step => (step.GetProperty("action").GetString()!, step.GetProperty("what").GetString()!))];
    }
}
