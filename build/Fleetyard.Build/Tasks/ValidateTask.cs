using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Frosting;
using Fleetyard.Build.Runs;

namespace Fleetyard.Build.Tasks;

/// <summary>Checks recipes, and tells every fault with its place.</summary>
[TaskName("Validate")]
[TaskDescription("Checks recipes against the schema and AWS's rules: every fault at once, and what AWS will hardly take. Those of images, too.")]
[TaskExample("--recipe='ktls-*'")]
public sealed class ValidateTask : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var validation = RecipeValidation.Of(context);
        foreach (var sound in validation.Sound)
        {
            context.Log.Information("{0}", sound);
        }

        foreach (var warning in validation.Warnings)
        {
            context.Log.Warning("{0}", warning);
        }

        if (validation.Faults.Count > 0)
        {
            throw new CakeException(ExitCode.CouldNot, string.Join(System.Environment.NewLine, validation.Faults));
        }
    }
}
