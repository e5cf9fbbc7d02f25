using Cake.Common;
using Cake.Common.Diagnostics;
using Cake.Common.IO;
using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Frosting;
using Fleetyard.Images;

return new CakeHost()
    .UseContext<BuildContext>()
    .UseLifetime<BuildLifetime>()
    .UseTaskLifetime<BuildTaskLifetime>()
    .Run(args);

public class BuildContext : FrostingContext
{
    public BuildContext(ICakeContext context)
        : base(context)
    {
        Configuration = context.Argument("configuration", "Release");
        Fails = context.HasArgument("fail");
    }

    public new string Configuration { get; }

    public bool Fails { get; }
}

public class BuildLifetime : FrostingLifetime<BuildContext>
{
    public override void Setup(BuildContext context, ISetupContext info) => context.Information("Setting up for {0}", info.TargetTask.Name);

    public override void Teardown(BuildContext context, ITeardownContext info) => context.Information("Tearing down");
}

public class BuildTaskLifetime : FrostingTaskLifetime<BuildContext>
{
    public override void Setup(BuildContext context, ITaskSetupContext info) => context.Verbose("Before {0}", info.Task.Name);

    public override void Teardown(BuildContext context, ITaskTeardownContext info) => context.Verbose("After {0}", info.Task.Name);
}

[TaskName("Clean")]
[TaskDescription("Empties the output folder.")]
public sealed class CleanTask : FrostingTask<BuildContext>
{
    public override bool ShouldRun(BuildContext context) => context.DirectoryExists("./output");

    public override void Run(BuildContext context) => context.CleanDirectory("./output");
}

[TaskName("Compile")]
[TaskDescription("Compiles.")]
[IsDependentOn(typeof(CleanTask))]
public sealed class CompileTask : AsyncFrostingTask<BuildContext>
{
    public override async Task RunAsync(BuildContext context)
    {
        await Task.Yield();
        context.Log.Information("Compiling as {0}", context.Configuration);
        if (context.Fails)
        {
            throw new CakeException(7, "The compiler has a bad day.");
        }
    }

    public override void OnError(Exception exception, BuildContext context)
    {
        context.Error("Compile failed");
        throw exception;
    }

    public override void Finally(BuildContext context) => context.Information("Compile is over");
}

[TaskName("Lint")]
[IsDependeeOf(typeof(CompileTask))]
[ContinueOnError]
public sealed class LintTask : FrostingTask
{
    public override void Run(ICakeContext context) => throw new InvalidOperationException("untidy");
}

[TaskName("Inspect")]
[TaskDescription("Says which libcrypto an image has.")]
public sealed class InspectTask : FrostingTask<BuildContext>
{
    public override void Run(BuildContext context)
    {
        var image = context.InspectImage(context.Argument<string>("image"));
        foreach (var artifact in image.Artifacts)
        {
            context.Information("{0}: {1} {2}", artifact.Path, artifact.Identity?.Implementation, artifact.Identity?.Version);
        }
    }
}

[TaskName("Default")]
[IsDependentOn(typeof(CompileTask))]
public class DefaultTask : FrostingTask
{
}
