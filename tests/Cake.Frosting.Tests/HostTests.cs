using Cake.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting.Tests;

public sealed class Steps
{
    public List<string> Done { get; } = [];
}

[TaskName("First")]
public sealed class FirstTask(Steps steps) : FrostingTask
{
    public override void Run(ICakeContext context) => steps.Done.Add("First");
}

[TaskName("Second")]
[IsDependentOn(typeof(FirstTask))]
public sealed class SecondTask(Steps steps) : AsyncFrostingTask
{
    public override Task RunAsync(ICakeContext context)
    {
        steps.Done.Add("Second");
        return Task.CompletedTask;
    }
}

[TaskName("Before")]
[IsDependeeOf(typeof(FirstTask))]
public sealed class BeforeTask(Steps steps) : FrostingTask
{
    public override bool ShouldRun(ICakeContext context) => context.Arguments.HasArgument("before");

    public override void Run(ICakeContext context) => steps.Done.Add("Before");
}

[TaskName("Seven")]
public sealed class SevenTask(Steps steps) : FrostingTask
{
    public override void Run(ICakeContext context) => throw new CakeException(7, "seven");

    public override void Finally(ICakeContext context) => steps.Done.Add("Finally");
}

[TaskName("Swallows")]
public sealed class SwallowsTask(Steps steps) : FrostingTask
{
    public override void Run(ICakeContext context) => throw new InvalidOperationException("oops");

    public override void OnError(Exception exception, ICakeContext context) => steps.Done.Add(exception.Message);
}

[TaskName("Continues")]
[ContinueOnError]
public sealed class ContinuesTask : FrostingTask
{
    public override void Run(ICakeContext context) => throw new InvalidOperationException("oops");
}

[NonParallelizable]
public sealed class HostTests
{
    [Test]
    public void Dependencies_and_dependees_run_first() => Assert.That(Run("--target=Second", "--before"), Is.EqualTo((0, "Before First Second")));

    [Test]
    public void A_task_without_work_is_skipped() => Assert.That(Run("--target=Second"), Is.EqualTo((0, "First Second")));

    [Test]
    public void Exclusive_leaves_the_dependencies_out() => Assert.That(Run("-t", "second", "--exclusive"), Is.EqualTo((0, "Second")));

    [Test]
    public void A_dry_run_runs_nothing() => Assert.That(Run("--target=Second", "--dryrun"), Is.EqualTo((0, "")));

    [TestCase("--tree")]
    [TestCase("--description")]
    [TestCase("--help")]
    [TestCase("--version")]
    [TestCase("--info")]
    public void Showing_runs_nothing(string option) => Assert.That(Run(option), Is.EqualTo((0, "")));

    [Test]
    public void The_exit_code_of_a_CakeException_comes_through() => Assert.That(Run("--target=Seven"), Is.EqualTo((7, "Finally")));

    [Test]
    public void OnError_swallows_unless_it_throws() => Assert.That(Run("--target=Swallows"), Is.EqualTo((0, "oops")));

    [Test]
    public void ContinueOnError_lets_the_build_go_on() => Assert.That(Run("--target=Continues", "--target=First").Code, Is.Zero);

    [TestCase("--target=Nothing")]
    [TestCase("--verbosity=loud")]
    [TestCase("stray")]
    [TestCase("--working=/does/not/exist")]
    public void A_wrong_command_line_is_an_error(string argument) => Assert.That(Run(argument).Code, Is.EqualTo(1));

    [Test]
    public void Lifetimes_stand_around_the_tasks()
    {
        var steps = new Steps();
        var host = new CakeHost().UseLifetime<Lifetime>();
        Assert.That(Run(host, steps, "--target=First"), Is.EqualTo((0, "Setup First Teardown")));
    }

    public sealed class Lifetime(Steps steps) : FrostingLifetime
    {
        public override void Setup(ICakeContext context, ISetupContext info) => steps.Done.Add("Setup");

        public override void Teardown(ICakeContext context, ITeardownContext info) => steps.Done.Add("Teardown");
    }

    private static (int Code, string Done) Run(params string[] arguments) => Run(new CakeHost(), new Steps(), arguments);

    private static (int Code, string Done) Run(CakeHost host, Steps steps, params string[] arguments)
    {
        var code = host.AddAssembly(typeof(HostTests).Assembly).ConfigureServices(services => services.AddSingleton(steps)).Run(arguments);
        return (code, string.Join(' ', steps.Done));
    }
}
