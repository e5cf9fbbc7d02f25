using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Policies;

/// <summary>The ARNs of what a recipe works with, in the account of its fleet's role.</summary>
/// <param name="Partition">Such as <c>aws</c>.</param>
/// <param name="Account">12 digits.</param>
/// <param name="Regions">The recipe's own region first.</param>
internal sealed record RecipeArns(string Partition, string Account, IReadOnlyList<string> Regions)
{
    /// <exception cref="FleetException">The recipe names no service role.</exception>
    public static RecipeArns Of(Recipe recipe)
    {
        var role = recipe.Fleet.ServiceRole ?? throw new FleetException($"{recipe.Name} names no service role, so the account of its policies is not known; set fleet.serviceRole.");
        var parts = role.Split(':');
        return new(parts[1], parts[4], [recipe.Region, .. recipe.OtherRegions.Select(other => other.Region)]);
    }

    /// <summary>In every region, in the account.</summary>
    public IReadOnlyList<string> Own(string service, params IReadOnlyList<string> resources) => [.. Regions.SelectMany(region => resources.Select(resource => $"arn:{Partition}:{service}:{region}:{Account}:{resource}"))];

    /// <summary>In every region, in no account: AMIs, snapshots, public parameters and documents.</summary>
    public IReadOnlyList<string> Unowned(string service, params IReadOnlyList<string> resources) => [.. Regions.SelectMany(region => resources.Select(resource => $"arn:{Partition}:{service}:{region}::{resource}"))];

    /// <summary>In the recipe's own region alone, in the account.</summary>
    public IReadOnlyList<string> Home(string service, params IReadOnlyList<string> resources) => (this with { Regions = [Regions[0]] }).Own(service, resources);

    /// <summary>In the recipe's own region alone, in no account.</summary>
    public IReadOnlyList<string> HomeUnowned(string service, params IReadOnlyList<string> resources) => (this with { Regions = [Regions[0]] }).Unowned(service, resources);

    /// <summary>A role of the account.</summary>
    public string Role(string name) => $"arn:{Partition}:iam::{Account}:role/{name}";
}
