using Cake.Core;

namespace Cake.Frosting.Tests;

/// <summary>What stands around the build and around each task.</summary>
public sealed class LifetimeTests
{
    private readonly TestBuild build = new(typeof(Work), typeof(Idle), typeof(After), typeof(Failing));

    [Test]
    public void A_lifetime_stands_around_the_tasks()
    {
        build.Host.UseLifetime<Lifetime>();
        Assert.That((build.Run("--target=Work"), build.Done), Is.EqualTo((0, "Setup:Work Work Teardown:True")));
    }

    [Test]
    public void Setup_and_teardown_can_be_classes_of_their_own()
    {
        build.Host.UseSetup<OnlySetup>().UseTeardown<OnlyTeardown>();
        Assert.That((build.Run("--target=Work"), build.Done), Is.EqualTo((0, "Setup Work Teardown")));
    }

    [Test]
    public void Teardown_runs_after_a_failure_and_knows_of_it()
    {
        build.Host.UseLifetime<Lifetime>();
        Assert.That((build.Run("--target=Failing"), build.Done), Is.EqualTo((3, "Setup:Failing Teardown:False")));
    }

    [Test]
    public void A_dry_run_runs_setup_and_teardown_but_lists_the_tasks_that_have_work()
    {
        build.Host.UseLifetime<Lifetime>();
        Assert.That((build.Run("--target=After", "--dryrun"), build.Done), Is.EqualTo((0, "Setup:After Teardown:True")));
        Assert.That(build.Output, Does.Contain("1. Work").And.Contain("2. After").And.Not.Contain("Idle"));
    }

    [Test]
    public void A_task_lifetime_stands_around_each_task_the_skipped_ones_too()
    {
        build.Host.UseTaskLifetime<TaskLifetime>();
        Assert.That((build.Run("--target=After"), build.Done), Is.EqualTo((0, "<Work Work >Work:False <Idle >Idle:True <After After >After:False")));
    }

    [Test]
    public void Task_setup_and_task_teardown_can_be_classes_of_their_own()
    {
        build.Host.UseTaskSetup<TaskSetup>().UseTaskTeardown<TaskTeardown>();
        Assert.That((build.Run("--target=Work"), build.Done), Is.EqualTo((0, "<Work Work >Work")));
    }

    [Test]
    public void Lifetimes_get_the_builds_own_context()
    {
        build.Host.UseContext<Context>().UseLifetime<OwnLifetime>().UseTaskLifetime<OwnTaskLifetime>();
        Assert.That((build.Run("--target=Work"), build.Done), Is.EqualTo((0, "1 2 Work 3 4")));
    }

    [Test]
    public void A_failing_setup_ends_the_build_with_its_own_exit_code()
    {
        build.Host.UseSetup<FailingSetup>();
        Assert.That((build.Run("--target=Work"), build.Done, build.Errors.Split('\n')[^1]), Is.EqualTo((4, "", "Error: no setup")));
    }

    [Test]
    public void A_failing_teardown_fails_the_build()
    {
        build.Host.UseTeardown<FailingTeardown>();
        Assert.That((build.Run("--target=Work"), build.Done), Is.EqualTo((5, "Work")));
        Assert.That(build.Errors, Does.Contain("no teardown"));
    }

    [Test]
    public void A_failing_teardown_does_not_hide_why_the_build_failed()
    {
        build.Host.UseTeardown<FailingTeardown>();
        Assert.That(build.Run("--target=Failing"), Is.EqualTo(3));
        Assert.That(build.Errors, Does.Contain("Error: broken"));
    }

    private sealed class Work(Steps steps) : FrostingTask
    {
        public override void Run(ICakeContext context) => steps.Add("Work");
    }

    [IsDependentOn(typeof(Work))]
    private sealed class Idle : FrostingTask
    {
        public override bool ShouldRun(ICakeContext context) => false;

        public override void Run(ICakeContext context) => throw new InvalidOperationException("skipped tasks do not run");
    }

    [IsDependentOn(typeof(Idle))]
    private sealed class After(Steps steps) : FrostingTask
    {
        public override void Run(ICakeContext context) => steps.Add("After");
    }

    private sealed class Failing : FrostingTask
    {
        public override void Run(ICakeContext context) => throw new CakeException(3, "broken");
    }

    private sealed class Lifetime(Steps steps) : FrostingLifetime
    {
        public override void Setup(ICakeContext context, ISetupContext info) => steps.Add($"Setup:{info.TargetTask.Name}");

        public override void Teardown(ICakeContext context, ITeardownContext info) => steps.Add($"Teardown:{info.Successful}");
    }

    private sealed class OnlySetup(Steps steps) : FrostingSetup
    {
        public override void Setup(ICakeContext context, ISetupContext info) => steps.Add("Setup");
    }

    private sealed class OnlyTeardown(Steps steps) : FrostingTeardown
    {
        public override void Teardown(ICakeContext context, ITeardownContext info) => steps.Add("Teardown");
    }

    private sealed class TaskLifetime(Steps steps) : FrostingTaskLifetime
    {
        public override void Setup(ICakeContext context, ITaskSetupContext info) => steps.Add($"<{info.Task.Name}");

        public override void Teardown(ICakeContext context, ITaskTeardownContext info) => steps.Add($">{info.Task.Name}:{info.Skipped}");
    }

    private sealed class TaskSetup(Steps steps) : FrostingTaskSetup
    {
        public override void Setup(ICakeContext context, ITaskSetupContext info) => steps.Add($"<{info.Task.Name}");
    }

    private sealed class TaskTeardown(Steps steps) : FrostingTaskTeardown
    {
        public override void Teardown(ICakeContext context, ITaskTeardownContext info) => steps.Add($">{info.Task.Name}");
    }

    private sealed class Context(ICakeContext context) : FrostingContext(context)
    {
        private int calls;

        public string Next() => $"{++calls}";
    }

    private sealed class OwnLifetime(Steps steps) : FrostingLifetime<Context>
    {
        public override void Setup(Context context, ISetupContext info) => steps.Add(context.Next());

        public override void Teardown(Context context, ITeardownContext info) => steps.Add(context.Next());
    }

    private sealed class OwnTaskLifetime(Steps steps) : FrostingTaskLifetime<Context>
    {
        public override void Setup(Context context, ITaskSetupContext info) => steps.Add(context.Next());

        public override void Teardown(Context context, ITaskTeardownContext info) => steps.Add(context.Next());
    }

    private sealed class FailingSetup : FrostingSetup
    {
        public override void Setup(ICakeContext context, ISetupContext info) => throw new CakeException(4, "no setup");
    }

    private sealed class FailingTeardown : FrostingTeardown
    {
        public override void Teardown(ICakeContext context, ITeardownContext info) => throw new CakeException(5, "no teardown");
    }
}
