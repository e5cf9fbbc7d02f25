using System.Reflection;

namespace Fleetyard.Architecture.Tests;

/// <summary>Who may know whom, as the house is planned.</summary>
internal sealed class WhoKnowsWhomTests
{
    private static readonly string Folder = AppContext.BaseDirectory;

    /// <summary>Whom a project may know among the others; Build composes them all.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Fleetyard.Docker"] = [],
        ["Fleetyard.Yaml"] = [],
        ["Fleetyard.Recipes"] = ["Fleetyard.Yaml"],
        ["Fleetyard.Images"] = ["Fleetyard.Docker", "Fleetyard.Yaml"],
        ["Fleetyard.LocalCloud"] = ["Fleetyard.Docker"],
        ["Fleetyard.Fleets"] = ["Fleetyard.Recipes"],
        ["Fleetyard.Reports"] = ["Fleetyard.Recipes", "Fleetyard.Fleets", "Fleetyard.Images"],
    };

    private static IEnumerable<string> Projects => Directory.GetFiles(Folder, "Fleetyard.*.dll").Select(file => Path.GetFileNameWithoutExtension(file)!)
        .Where(name => name != "Fleetyard.Build" && !name.EndsWith(".Tests", StringComparison.Ordinal));

    [TestCaseSource(nameof(Projects))]
    public void A_project_knows_no_other_than_it_may(string project)
    {
        Assert.That(Allowed, Does.ContainKey(project), "a new project has its line above");
        Assert.That(References(project).Where(name => name.StartsWith("Fleetyard.", StringComparison.Ordinal)), Is.SubsetOf(Allowed[project]));
    }

    [Test]
    public void LocalCloud_is_spoken_to_over_HTTP_alone() =>
        Assert.That(References("Fleetyard.LocalCloud").Where(name => name.StartsWith("AWSSDK", StringComparison.Ordinal)), Is.Empty);

    [Test]
    public void The_fleets_cannot_tell_AWS_from_LocalCloud() =>
        Assert.That(References("Fleetyard.Fleets"), Does.Not.Contain("Microsoft.AspNetCore").And.Not.Contain("Docker.DotNet"));

    [Test]
    public void The_program_composes_all_of_them() =>
        Assert.That(References("Fleetyard.Build"), Is.SupersetOf(new[] { "Fleetyard.Recipes", "Fleetyard.Fleets", "Fleetyard.LocalCloud" }));

    [Test]
    public void A_task_class_calls_no_AWS_starts_no_process_and_reads_no_file()
    {
        using var code = new CalledTypes(PathOf("Fleetyard.Build"));
        var tasks = code.From("Fleetyard.Build.Tasks");
        Assert.That(tasks, Is.Not.Empty);
        Assert.That(tasks.SelectMany(task => task.Where(IsForbidden).Select(called => $"{task.Key} calls {called}")), Is.Empty);
    }

    [Test]
    public void The_search_sees_what_other_classes_of_the_program_call()
    {
        using var code = new CalledTypes(PathOf("Fleetyard.Build"));
        var runs = code.From("Fleetyard.Build.Runs").Concat(code.From("Fleetyard.Build.Testing")).SelectMany(type => type);
        Assert.That(runs, Does.Contain("System.Diagnostics.Process").And.Contain("System.IO.Directory"));
        Assert.That(code.From("Fleetyard.Build.Clouds").SelectMany(type => type).Where(IsForbidden), Is.Not.Empty);
    }

    private static bool IsForbidden(string called) =>
        called.StartsWith("Amazon.", StringComparison.Ordinal)
        || called.StartsWith("YamlDotNet.", StringComparison.Ordinal)
        || called.StartsWith("System.Text.Json.", StringComparison.Ordinal)
        || called.StartsWith("System.Xml.", StringComparison.Ordinal)
        || called is "System.Diagnostics.Process" or "System.IO.File" or "System.IO.FileStream" or "System.IO.Directory" or "System.Net.Http.HttpClient";

    private static string PathOf(string project) => Path.Combine(Folder, project + ".dll");

    private static List<string> References(string project) => [.. Assembly.LoadFrom(PathOf(project)).GetReferencedAssemblies().Select(reference => reference.Name!)];
}
