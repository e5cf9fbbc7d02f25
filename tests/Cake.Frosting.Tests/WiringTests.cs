using Cake.Core;

namespace Cake.Frosting.Tests;

/// <summary>Only what a task class overrides is handed to Cake's engine.</summary>
public sealed class WiringTests
{
    [TestCase(typeof(Nothing), "")]
    [TestCase(typeof(OnlyRun), "Run")]
    [TestCase(typeof(OnlyRunAsync), "Run")]
    [TestCase(typeof(OnlyShouldRun), "ShouldRun")]
    [TestCase(typeof(OnlyOnError), "OnError")]
    [TestCase(typeof(OnlyFinally), "Finally")]
    [TestCase(typeof(Inheriting), "Run OnError")]
    [TestCase(typeof(Namesakes), "")]
    [TestCase(typeof(Reimplementing), "ShouldRun")]
    public void Only_overridden_members_are_wired(Type task, string members)
    {
        var build = new TestBuild(task);
        build.Host.UseSetup<Look>();
        Assert.That((build.Run($"--target={task.Name}"), build.Done), Is.EqualTo((0, members)));
    }

    /// <summary>Sees what the engine was given.</summary>
    private sealed class Look(ICakeEngine engine, Steps steps) : FrostingSetup
    {
        public override void Setup(ICakeContext context, ISetupContext info)
        {
            var task = engine.Tasks.OfType<CakeTask>().Single();
            if (task.Actions.Count > 0)
            {
                steps.Add("Run");
            }

            if (task.Criterias.Count > 0)
            {
                steps.Add("ShouldRun");
            }

            if (task.ErrorHandler is not null)
            {
                steps.Add("OnError");
            }

            if (task.FinallyHandler is not null)
            {
                steps.Add("Finally");
            }
        }
    }

    private sealed class Nothing : FrostingTask;

    private sealed class OnlyRun : FrostingTask
    {
        public override void Run(ICakeContext context) => ArgumentNullException.ThrowIfNull(context);
    }

    private sealed class OnlyRunAsync : AsyncFrostingTask
    {
        public override Task RunAsync(ICakeContext context) => Task.CompletedTask;
    }

    private sealed class OnlyShouldRun : FrostingTask
    {
        public override bool ShouldRun(ICakeContext context) => true;
    }

    private sealed class OnlyOnError : FrostingTask
    {
        public override void OnError(Exception exception, ICakeContext context) => ArgumentNullException.ThrowIfNull(exception);
    }

    private sealed class OnlyFinally : FrostingTask
    {
        public override void Finally(ICakeContext context) => ArgumentNullException.ThrowIfNull(context);
    }

    private abstract class OwnBase : FrostingTask
    {
        public override void Run(ICakeContext context) => ArgumentNullException.ThrowIfNull(context);
    }

    private sealed class Inheriting : OwnBase
    {
        public override void OnError(Exception exception, ICakeContext context) => ArgumentNullException.ThrowIfNull(exception);
    }

    private sealed class Namesakes : FrostingTask
    {
        public string Run(string what) => what + GetType().Name;

        public bool ShouldRun(int times) => times > GetHashCode();

        public string Finally() => GetType().Name;
    }

    private sealed class Reimplementing : FrostingTask, IFrostingTask
    {
        bool IFrostingTask.ShouldRun(ICakeContext context) => true;
    }
}
