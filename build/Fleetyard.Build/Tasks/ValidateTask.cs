using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Frosting;
using Fleetyard.Build.Runs;

namespace Fleetyard.Build.Tasks;

/// <summary>Checks recipes, and tells every fault with its place.</summary>
[TaskName("Validate")]
[TaskDescription("Checks recipes against the schema and AWS's rules: every fault at once, and what AWS will hardly take.")]
[TaskExample("--recipe='ktls-*'")]
public sealed class ValidateTask : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var results = RecipeChoice.Read(context);
        foreach (var result in results.Where(result => result.Recipe is not null))
        {
            context.Log.Information("{0} is sound, fingerprint {1}", result.File, result.Recipe!.Fingerprint[..12]);
        }

        foreach (var warning in results.SelectMany(result => result.Warnings))
        {
            context.Log.Warning("{0}", warning);
        }

        var faults = results.SelectMany(result => result.Faults).ToList();
        if (faults.Count > 0)
        {
            throw new CakeException(ExitCode.CouldNot, string.Join(System.Environment.NewLine, faults));
        }
    }
}
