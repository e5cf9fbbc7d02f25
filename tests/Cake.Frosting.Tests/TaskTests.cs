using Cake.Core;

namespace Cake.Frosting.Tests;

/// <summary>How task classes become tasks.</summary>
public sealed class TaskTests
{
    [Test]
    public void A_task_without_a_name_is_named_by_its_class()
    {
        var build = new TestBuild(typeof(Unnamed));
        Assert.That((build.Run("--target=Unnamed"), build.Done), Is.EqualTo((0, "Unnamed")));
    }

    [Test]
    public void Names_compare_without_case()
    {
        var build = new TestBuild(typeof(First), typeof(Second));
        Assert.That((build.Run("--target=SECOND"), build.Done), Is.EqualTo((0, "First Second")));
    }

    [Test]
    public void A_dependency_runs_once_however_many_ask_for_it()
    {
        var build = new TestBuild(typeof(First), typeof(Second), typeof(Third));
        Assert.That((build.Run("--target=Third"), build.Done), Is.EqualTo((0, "First Second Third")));
    }

    [Test]
    public void A_dependee_runs_before_the_task_that_it_names()
    {
        var build = new TestBuild(typeof(First), typeof(BeforeFirst));
        Assert.That((build.Run("--target=First"), build.Done), Is.EqualTo((0, "BeforeFirst First")));
    }

    [Test]
    public void An_edge_may_be_declared_on_both_of_its_ends()
    {
        var build = new TestBuild(typeof(Lower), typeof(Upper));
        Assert.That((build.Run("--target=Upper"), build.Done, build.Errors), Is.EqualTo((0, "Lower Upper", "")));
    }

    [Test]
    public void A_task_is_one_object_for_the_whole_build()
    {
        var build = new TestBuild(typeof(Counting), typeof(AfterCounting));
        Assert.That((build.Run("--target=AfterCounting"), build.Done), Is.EqualTo((0, "ShouldRun#1 Run#2 Finally#3 AfterCounting")));
    }

    [Test]
    public void A_task_without_Run_only_gathers_its_dependencies()
    {
        var build = new TestBuild(typeof(First), typeof(Gathering));
        Assert.That((build.Run("--target=Gathering"), build.Done), Is.EqualTo((0, "First")));
    }

    [Test]
    public void Work_may_be_inherited_from_a_base_of_the_builds_own()
    {
        var build = new TestBuild(typeof(Inheriting));
        Assert.That((build.Run("--target=Inheriting"), build.Done), Is.EqualTo((0, "base")));
    }

    [Test]
    public void A_task_may_implement_the_interface_itself()
    {
        var build = new TestBuild(typeof(Bare));
        Assert.That((build.Run("--target=Bare"), build.Done), Is.EqualTo((0, "ShouldRun RunAsync Finally")));
    }

    [Test]
    public void A_skipped_dependency_says_why()
    {
        var build = new TestBuild(typeof(Idle), typeof(AfterIdle));
        Assert.That((build.Run("--target=AfterIdle"), build.Done), Is.EqualTo((0, "AfterIdle")));
        Assert.That(build.Output, Does.Contain("nothing to do today"));
    }

    [Test]
    public void A_skipped_target_is_an_error()
    {
        var build = new TestBuild(typeof(Idle));
        Assert.That((build.Run("--target=Idle"), build.Done), Is.EqualTo((1, "")));
        Assert.That(build.Errors, Does.Contain("Could not reach target 'Idle'"));
    }

    [Test]
    public void OnError_swallows()
    {
        var build = new TestBuild(typeof(Swallowing));
        Assert.That((build.Run("--target=Swallowing"), build.Done), Is.EqualTo((0, "oops Finally")));
    }

    [Test]
    public void OnError_may_throw_on()
    {
        var build = new TestBuild(typeof(Rethrowing));
        Assert.That(build.Run("--target=Rethrowing"), Is.EqualTo(1));
        Assert.That(build.Errors, Does.EndWith("Error: worse"));
    }

    [Test]
    public void Finally_runs_after_a_failure()
    {
        var build = new TestBuild(typeof(Failing));
        Assert.That((build.Run("--target=Failing"), build.Done), Is.EqualTo((1, "Finally")));
    }

    [Test]
    public void ContinueOnError_lets_the_tasks_after_it_run()
    {
        var build = new TestBuild(typeof(Continuing), typeof(AfterContinuing));
        Assert.That((build.Run("--target=AfterContinuing"), build.Done), Is.EqualTo((0, "AfterContinuing")));
    }

    private sealed class Unnamed(Steps steps) : FrostingTask
    {
        public override void Run(ICakeContext context) => steps.Add("Unnamed");
    }

    [TaskName("First")]
    private sealed class First(Steps steps) : FrostingTask
    {
        public override void Run(ICakeContext context) => steps.Add("First");
    }

    [TaskName("Second")]
    [IsDependentOn(typeof(First))]
    private sealed class Second(Steps steps) : AsyncFrostingTask
    {
        public override async Task RunAsync(ICakeContext context)
        {
            await Task.Yield();
            steps.Add("Second");
        }
    }

    [TaskName("Third")]
    [IsDependentOn(typeof(First))]
    [IsDependentOn(typeof(Second))]
    private sealed class Third(Steps steps) : FrostingTask
    {
        public override void Run(ICakeContext context) => steps.Add("Third");
    }

    [TaskName("BeforeFirst")]
    [IsDependeeOf(typeof(First))]
    private sealed class BeforeFirst(Steps steps) : FrostingTask
    {
        public override void Run(ICakeContext context) => steps.Add("BeforeFirst");
    }

    [IsDependeeOf(typeof(Upper))]
    private sealed class Lower(Steps steps) : FrostingTask
    {
        public override void Run(ICakeContext context) => steps.Add("Lower");
    }

    [IsDependentOn(typeof(Lower))]
    private sealed class Upper(Steps steps) : FrostingTask
    {
        public override void Run(ICakeContext context) => steps.Add("Upper");
    }

    private sealed class Counting(Steps steps) : FrostingTask
    {
        private int calls;

        public override bool ShouldRun(ICakeContext context)
        {
            steps.Add($"ShouldRun#{++calls}");
            return true;
        }

        public override void Run(ICakeContext context) => steps.Add($"Run#{++calls}");

        public override void Finally(ICakeContext context) => steps.Add($"Finally#{++calls}");
    }

    [IsDependentOn(typeof(Counting))]
    private sealed class AfterCounting(Steps steps) : FrostingTask
    {
        public override void Run(ICakeContext context) => steps.Add("AfterCounting");
    }

    [IsDependentOn(typeof(First))]
    private sealed class Gathering : FrostingTask;

    private abstract class OwnBase(Steps steps) : FrostingTask
    {
        public override void Run(ICakeContext context) => steps.Add("base");
    }

    private sealed class Inheriting(Steps steps) : OwnBase(steps);

    private sealed class Bare(Steps steps) : IFrostingTask
    {
        public Task RunAsync(ICakeContext context)
        {
            steps.Add("RunAsync");
            return Task.CompletedTask;
        }

        public bool ShouldRun(ICakeContext context)
        {
            steps.Add("ShouldRun");
            return true;
        }

        public void OnError(Exception exception, ICakeContext context) => steps.Add("OnError");

        public void Finally(ICakeContext context) => steps.Add("Finally");
    }

    private sealed class Idle(Steps steps) : FrostingTask, IFrostingTask
    {
        public string SkippedMessage => "nothing to do today";

        public override bool ShouldRun(ICakeContext context) => false;

        public override void Run(ICakeContext context) => steps.Add("Idle");
    }

    [IsDependentOn(typeof(Idle))]
    private sealed class AfterIdle(Steps steps) : FrostingTask
    {
        public override void Run(ICakeContext context) => steps.Add("AfterIdle");
    }

    private sealed class Swallowing(Steps steps) : FrostingTask
    {
        public override void Run(ICakeContext context) => throw new InvalidOperationException("oops");

        public override void OnError(Exception exception, ICakeContext context) => steps.Add(exception.Message);

        public override void Finally(ICakeContext context) => steps.Add("Finally");
    }

    private sealed class Rethrowing : FrostingTask
    {
        public override void Run(ICakeContext context) => throw new InvalidOperationException("oops");

        public override void OnError(Exception exception, ICakeContext context) => throw new InvalidOperationException("worse", exception);
    }

    private sealed class Failing(Steps steps) : FrostingTask
    {
        public override void Run(ICakeContext context) => throw new InvalidOperationException("oops");

        public override void Finally(ICakeContext context) => steps.Add("Finally");
    }

    [ContinueOnError]
    private sealed class Continuing : FrostingTask
    {
        public override void Run(ICakeContext context) => throw new InvalidOperationException("oops");
    }

    [IsDependentOn(typeof(Continuing))]
    private sealed class AfterContinuing(Steps steps) : FrostingTask
    {
        public override void Run(ICakeContext context) => steps.Add("AfterContinuing");
    }
}
