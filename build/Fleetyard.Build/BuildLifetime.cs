using Cake.Core;
using Cake.Frosting;
using Fleetyard.Build.Options;
using Fleetyard.Build.Runs;

namespace Fleetyard.Build;

/// <summary>Ends a build: prints its result.</summary>
public sealed class BuildLifetime(RunSet runs, StandardOutput output) : FrostingLifetime<BuildContext>
{
    /// <inheritdoc/>
    public override void Setup(BuildContext context, ISetupContext info)
    {
    }

    /// <inheritdoc/>
    public override void Teardown(BuildContext context, ITeardownContext info)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(info);
        if (runs.Opened.Count > 0 && context.Options.Json)
        {
            var states = runs.Opened.Select(run => run.State).ToList();
            output.WriteJson<object>(states.Count == 1 ? states[0] : states);
        }
    }
}
