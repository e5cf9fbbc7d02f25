using Cake.Core;
using Cake.Core.Diagnostics;
using Fleetyard.Build.Options;
using Fleetyard.Build.Runs;
using Fleetyard.LocalCloud;
using Fleetyard.LocalCloud.Instances;
using Fleetyard.Recipes;

namespace Fleetyard.Build.Clouds;

/// <summary>The only place that asks which cloud it is; opened by the first task that needs it.</summary>
public sealed class CloudSource : IAsyncDisposable
{
    private ICloud? cloud;

    /// <summary>What tells the open cloud from every other; see <see cref="CloudIdentity"/>.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The cloud, started if it is not yet; says which it is for each of the recipes' regions.</summary>
    /// <exception cref="CakeException">It cannot be had; the message says what to do.</exception>
    public async Task<ICloud> OpenAsync(BuildContext context, IEnumerable<Recipe> recipes, CancellationToken cancellationToken)
    {
        if (cloud is not null)
        {
            return cloud;
        }

        var chosen = recipes.ToList();
        RecipeChoice.Guard(chosen.SelectMany(context.Guard.RegionBreaches));
        var regions = chosen.SelectMany(RecipeChoice.Regions).Distinct().ToList();
        try
        {
            cloud = context.Options.Cloud == CloudName.Aws ? Aws(context) : await LocalAsync(context, cancellationToken);
        }
        catch (Exception e) when (e is InstanceHostException or LocalCloudException)
        {
            throw new CakeException(ExitCode.CouldNot, e.Message);
        }

        foreach (var region in regions)
        {
            var identity = await cloud.IdentifyAsync(region, cancellationToken);
            RecipeChoice.Guard(identity.Account is { } account && context.Guard.AccountBreach(account, identity.Caller) is { } breach ? [breach] : []);
            Name = identity.Name;
            context.Log.Information("{0}", identity.Description);
        }

        return cloud;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => cloud?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static AwsCloud Aws(BuildContext context) => !context.Options.AllowDirty && GitStamp.IsDirty(context)
        ? throw new CakeException(ExitCode.CouldNot, "The tree has uncommitted changes, so what is made could not be traced to a commit; commit them, or say --allow-dirty.")
        : new AwsCloud(context.Options.Profile);

    private static Task<RehearsalCloud> LocalAsync(BuildContext context, CancellationToken cancellationToken) =>
        RehearsalCloud.StartAsync(
            Path.Combine(context.Options.Artifacts, "local-cloud"),
            context.Options.Instances,
            context.Options.Latency,
            context.Options.Faults,
            line => context.Log.Information("{0}", line),
            cancellationToken);
}
