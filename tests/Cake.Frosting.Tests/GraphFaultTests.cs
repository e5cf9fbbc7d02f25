using Cake.Core;

namespace Cake.Frosting.Tests;

/// <summary>A build that is put together wrongly says so in one line, before anything runs.</summary>
public sealed class GraphFaultTests
{
    [TestCase("--target=Left")]
    [TestCase("--tree")]
    [TestCase("--description")]
    public void A_circle_is_an_error_that_shows_it(string argument)
    {
        var build = new TestBuild(typeof(Left), typeof(Right));
        Assert.That(build.Run(argument), Is.EqualTo(1));
        Assert.That(build.Errors, Is.EqualTo("Error: The tasks depend on each other in a circle: Left → Right → Left."));
    }

    [Test]
    public void A_circle_through_a_dependee_is_one_too()
    {
        var build = new TestBuild(typeof(Ahead), typeof(Behind));
        Assert.That(build.Run("--target=Ahead"), Is.EqualTo(1));
        Assert.That(build.Errors, Does.Contain("in a circle: Ahead → Behind → Ahead"));
    }

    [Test]
    public void A_task_that_depends_on_itself_is_the_smallest_circle()
    {
        var build = new TestBuild(typeof(Selfish));
        Assert.That(build.Run("--target=Selfish"), Is.EqualTo(1));
        Assert.That(build.Errors, Does.Contain("in a circle: Selfish → Selfish"));
    }

    [TestCase(typeof(NeedsStranger))]
    [TestCase(typeof(ServesStranger))]
    public void A_dependency_that_is_no_task_of_the_build_is_named(Type task)
    {
        var build = new TestBuild(task);
        Assert.That(build.Run($"--target={task.Name}"), Is.EqualTo(1));
        Assert.That(build.Errors, Does.Contain($"The task '{task.Name}' names").And.Contain("Stranger").And.Contain("add its assembly"));
    }

    [Test]
    public void Two_tasks_of_one_name_are_both_named()
    {
        var build = new TestBuild(typeof(TwinOne), typeof(TwinTwo));
        Assert.That(build.Run("--target=Twin"), Is.EqualTo(1));
        Assert.That(build.Errors, Does.Contain("Two tasks are named 'Twin'").And.Contain(nameof(TwinOne)).And.Contain(nameof(TwinTwo)));
    }

    [Test]
    public void An_unknown_target_is_named()
    {
        var build = new TestBuild(typeof(Stranger));
        Assert.That(build.Run("--target=Nothing"), Is.EqualTo(1));
        Assert.That(build.Errors, Does.Contain("'Nothing'"));
    }

    [Test]
    public void A_task_whose_service_is_missing_names_the_service()
    {
        var build = new TestBuild(typeof(Needy));
        Assert.That(build.Run("--target=Needy"), Is.EqualTo(1));
        Assert.That(build.Errors, Does.Contain(nameof(TextReader)).And.Contain(nameof(Needy)));
    }

    [IsDependentOn(typeof(Right))]
    private sealed class Left : FrostingTask;

    [IsDependentOn(typeof(Left))]
    private sealed class Right : FrostingTask;

    [IsDependentOn(typeof(Behind))]
    [IsDependeeOf(typeof(Behind))]
    private sealed class Ahead : FrostingTask;

    private sealed class Behind : FrostingTask;

    [IsDependentOn(typeof(Selfish))]
    private sealed class Selfish : FrostingTask;

    private sealed class Stranger : FrostingTask;

    [IsDependentOn(typeof(Stranger))]
    private sealed class NeedsStranger : FrostingTask;

    [IsDependeeOf(typeof(Stranger))]
    private sealed class ServesStranger : FrostingTask;

    [TaskName("Twin")]
    private sealed class TwinOne : FrostingTask;

    [TaskName("twin")]
    private sealed class TwinTwo : FrostingTask;

    private sealed class Needy(TextReader reader) : FrostingTask
    {
        public override void Run(ICakeContext context) => reader.ReadToEnd();
    }
}
