using Cake.Core;
using Cake.Frosting;
using Fleetyard.Build.Options;
using Fleetyard.Build.Testing;

namespace Fleetyard.Build.Tasks;

/// <summary>Runs the project's own tests.</summary>
[TaskName("Test")]
[TaskDescription("Runs the project's own tests; says why each skipped test was.")]
[TaskExample("--filter=FullyQualifiedName~RecipeTests")]
public sealed class TestTask(StandardOutput output) : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var result = TestRun.Run(context.Root, context.Options.Filter, context.Options.Seed);
        output.Write(result.Text);
        if (!result.Succeeded)
        {
            throw new CakeException(ExitCode.CouldNot, "Not all tests passed.");
        }
    }
}
