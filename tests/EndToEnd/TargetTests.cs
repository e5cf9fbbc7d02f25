using System.Reflection;
using Cake.Frosting;
using Fleetyard.Build;
using Fleetyard.Build.Options;
using Fleetyard.Build.Tasks;

namespace Fleetyard.EndToEnd;

/// <summary>What every target has, and what tells of them.</summary>
public sealed class TargetTests : IDisposable
{
    private static readonly TargetList Targets = new();
    private readonly FleetyardProgram program = new();

    public void Dispose() => program.Dispose();

    [TestCaseSource(nameof(TaskClasses))]
    public void A_task_class_is_sealed_named_for_its_target_described_and_shown_by_an_example(Type type)
    {
        Assert.That(type.IsSealed, Is.True);
        Assert.That(type.Name, Is.EqualTo(TargetList.NameOf(type) + "Task"));
        Assert.That(type.GetCustomAttribute<TaskDescriptionAttribute>()?.Description, Does.EndWith("."));
        Assert.That(type == typeof(DefaultTask) || type.GetCustomAttribute<TaskExampleAttribute>() is not null, Is.True);
    }

    [Test]
    public void The_design_s_targets_are_there() =>
        Assert.That(Targets.Names, Is.SupersetOf(new[]
        {
            "Default", "Validate", "Plan", "PrepareInstance", "InstallDeps", "ConfigureNix", "SnapshotAmi", "GrantAccess", "CreateFleet", "VerifyFleet",
            "Status", "Cleanup", "DeleteFleet", "Test",
        }));

    [Test]
    public void Default_tells_every_target_and_option_and_makes_nothing()
    {
        var (code, output, errors) = program.Run();
        Assert.That(code, Is.Zero, errors);
        Assert.That(Targets.Names.Where(name => !output.Contains($"--target={name}", StringComparison.Ordinal)), Is.Empty);
        Assert.That(OptionCatalog.Fleetyard.Where(option => !output.Contains($"--{option.Name}", StringComparison.Ordinal)), Is.Empty);
        Assert.That(program.Artifacts.GetFileSystemInfos(), Is.Empty);
    }

    [Test]
    public void The_tree_shows_the_chain()
    {
        var (code, output, errors) = program.Run("--tree");
        Assert.That(code, Is.Zero, errors);
        string[] chain = ["VerifyFleet", "CreateFleet", "GrantAccess", "SnapshotAmi", "ConfigureNix", "InstallDeps", "PrepareInstance"];
        var places = chain.Select(name => output.LastIndexOf(name, StringComparison.Ordinal)).ToList();
        Assert.That(places, Has.All.Positive);
    }

    [Test]
    public void A_dry_run_touches_no_cloud()
    {
        var (code, output, errors) = program.Run("--target=CreateFleet", "--dryrun");
        Assert.That(code, Is.Zero, errors);
        Assert.That(output, Does.Contain("PrepareInstance").And.Contain("CreateFleet"));
        Assert.That(program.Artifacts.GetFileSystemInfos(), Is.Empty);
    }

    private static IEnumerable<Type> TaskClasses() => Targets.Types;
}
