using Fleetyard.Fleets.Runs;
using Fleetyard.LocalCloud.Instances;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Tests.World;

/// <summary>Tests that share one clone of this machine: a run's instance that is prepared and runs.</summary>
/// <param name="recipe">The run's recipe.</param>
internal abstract class OneClone(Recipe recipe)
{
    protected Yard yard = null!;
    protected OverlayHost host = null!;
    protected FleetRun run = null!;

    [OneTimeSetUp]
    public async Task Launch()
    {
        yard = await Yard.OpenAsync(makeHost: folder => host = new OverlayHost(folder));
        yard.Recipe = recipe;
        await yard.CommandAsync("PrepareInstance");
        run = yard.Begin();
    }

    [OneTimeTearDown]
    public async Task End()
    {
        run?.Dispose();
        if (yard is not null)
        {
            await yard.DisposeAsync();
        }
    }
}
