using System.Text.Json;
using Fleetyard.Fleets.Tests.World;

namespace Fleetyard.Fleets.Tests;

/// <summary>What a run tells of itself when it is done.</summary>
internal sealed class RunReportTests
{
    [Test]
    public async Task The_report_has_the_recipe_its_source_its_outputs_and_the_durations()
    {
        await using var yard = await Yard.OpenAsync();
        var state = await yard.CommandAsync();
        using var json = JsonDocument.Parse(File.ReadAllText(Directory.GetFiles(yard.Runs, "run.json", SearchOption.AllDirectories).Single()));
        var root = json.RootElement;
        Assert.That(root.GetProperty("recipe").GetString(), Is.EqualTo("sample"));
        Assert.That(root.GetProperty("fingerprint").GetString(), Is.EqualTo(yard.Recipe.Fingerprint));
        Assert.That(root.GetProperty("commit").GetString(), Is.EqualTo("0123456789abcdef"));
        Assert.That(root.GetProperty("sourceAmi").GetProperty("ownerId").GetString(), Is.EqualTo("136693071363"));
        Assert.That(root.GetProperty("sourceAmi").GetProperty("created").GetString(), Does.Match(@"^\d{4}-\d\d-\d\dT"));
        Assert.That(root.GetProperty("amiId").GetString(), Is.EqualTo(state.AmiId));
        Assert.That(root.GetProperty("fleetArn").GetString(), Is.EqualTo(state.FleetArn));
        var steps = root.GetProperty("steps").EnumerateObject().ToDictionary(step => step.Name, step => step.Value.GetDouble());
        Assert.That(steps.Keys, Is.EqualTo(new[] { "PrepareInstance", "InstallDeps", "ConfigureNix", "SnapshotAmi", "GrantAccess", "CreateFleet" }));
        Assert.That(root.GetProperty("totalSeconds").GetDouble(), Is.EqualTo(steps.Values.Sum()).Within(0.001).And.Positive);
    }
}
