using System.Runtime.ExceptionServices;
using Cake.Core;
using Cake.Frosting;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Docker.Tests;

/// <summary>Runs something as a task of a real Cake host.</summary>
internal static class CakeRun
{
    public static T Of<T>(Func<ICakeContext, T> work)
    {
        var task = new Work<T>(work);
        new CakeHost().ConfigureServices(services => services.AddSingleton<IFrostingTask>(task)).Run(["--target=Work", "--verbosity=quiet", "--no-report"]);
        task.Failure?.Throw();
        return task.Result!;
    }

    public static void Of(Action<ICakeContext> work) => Of(context =>
    {
        work(context);
        return true;
    });

    [TaskName("Work")]
    private sealed class Work<T>(Func<ICakeContext, T> work) : FrostingTask
    {
        public T? Result { get; private set; }

        public ExceptionDispatchInfo? Failure { get; private set; }

        public override void Run(ICakeContext context)
        {
            try
            {
                Result = work(context);
            }
            catch (Exception e) when (e is CakeException or ArgumentException)
            {
                Failure = ExceptionDispatchInfo.Capture(e);
            }
        }
    }
}
