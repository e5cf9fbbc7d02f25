using Cake.Core;
using Cake.Core.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting.Tests;

/// <summary>What the build's exit code and its last line say.</summary>
public sealed class ExitCodeTests
{
    private static readonly TestCaseData[] Failures =
    [
        new TestCaseData(new CakeException(7, "seven"), 7, "Error: seven").SetArgDisplayNames("CakeException with a code"),
        new TestCaseData(new CakeException("plain"), 1, "Error: plain").SetArgDisplayNames("CakeException without a code"),
        new TestCaseData(new CakeException(0, "nought"), 1, "Error: nought").SetArgDisplayNames("CakeException with code 0"),
        new TestCaseData(new InvalidOperationException("other"), 1, "Error: other").SetArgDisplayNames("any exception"),
        new TestCaseData(new FrostingException("build"), 1, "Error: build").SetArgDisplayNames("FrostingException"),
        new TestCaseData(new AggregateException(new CakeException(8, "alone")), 8, "Error: alone").SetArgDisplayNames("AggregateException of one"),
        new TestCaseData(new AggregateException(new CakeException(9, "one"), new InvalidOperationException("two")), 9, "(one) (two)").SetArgDisplayNames("AggregateException of two"),
    ];

    [TestCaseSource(nameof(Failures))]
    public void A_tasks_exception_gives_the_exit_code_and_the_message(Exception exception, int code, string message)
    {
        var build = Build(typeof(Throwing), exception);
        Assert.That(build.Run("--target=Throwing"), Is.EqualTo(code));
        Assert.That(build.Errors, Does.Contain(message));
    }

    [TestCaseSource(nameof(Failures))]
    public void An_asynchronous_tasks_exception_does_so_too(Exception exception, int code, string message)
    {
        var build = Build(typeof(ThrowingLater), exception);
        Assert.That(build.Run("--target=ThrowingLater"), Is.EqualTo(code));
        Assert.That(build.Errors, Does.Contain(message));
    }

    [Test]
    public void Success_is_0() => Assert.That(new TestBuild(typeof(Fine)).Run("--target=Fine"), Is.Zero);

    [Test]
    public void The_stack_is_shown_at_diagnostic_verbosity_only()
    {
        var build = Build(typeof(Throwing), new InvalidOperationException("oops"));
        build.Run("--target=Throwing");
        Assert.That(build.Errors, Does.Not.Contain("   at "));

        build = Build(typeof(Throwing), new InvalidOperationException("oops"));
        build.Run("--target=Throwing", "--verbosity=diagnostic");
        Assert.That(build.Errors + build.Output, Does.Contain("   at "));
    }

    private static TestBuild Build(Type task, Exception exception)
    {
        var build = new TestBuild(task);
        build.Host.ConfigureServices(services => services.AddSingleton(exception));
        return build;
    }

    private sealed class Throwing(Exception exception) : FrostingTask
    {
        public override void Run(ICakeContext context) => throw exception;
    }

    private sealed class ThrowingLater(Exception exception) : AsyncFrostingTask
    {
        public override async Task RunAsync(ICakeContext context)
        {
            await Task.Yield();
            throw exception;
        }
    }

    private sealed class Fine : FrostingTask
    {
        public override void Run(ICakeContext context) => context.Log.Information("fine");
    }
}
