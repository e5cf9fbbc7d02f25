using Fleetyard.Recipes;

namespace Fleetyard.Build.Guard;

/// <summary>What the owner of an account lets recipes do there; a recipe must keep to all limits of all places.</summary>
/// <param name="limits">The limits.</param>
public sealed class OwnersGuard(IReadOnlyList<GuardLimit> limits)
{
    /// <summary>What of a recipe goes against it, a line each; the account is not known yet.</summary>
    public IReadOnlyList<string> Breaches(Recipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var fleets = recipe.OtherRegions.Select(other => (other.Region, other.Fleet)).Prepend((recipe.Region, recipe.Fleet)).ToList();
        return
        [
            .. RegionBreaches(recipe),
            .. recipe.Instance.Types.SelectMany(type => Breaches(recipe, GuardKind.InstanceTypes, $"makes its AMI on {type}", limit => limit.Allows(type))),
            .. fleets.SelectMany(fleet => Breaches(recipe, GuardKind.InstanceTypes, $"has a fleet of {TypeOf(fleet.Fleet)} in {fleet.Region}", limit => limit.Allows(TypeOf(fleet.Fleet)))),
            .. fleets.SelectMany(fleet => Breaches(recipe, GuardKind.Capacity, $"has a fleet of up to {MostOf(fleet.Fleet)} machines in {fleet.Region}", limit => limit.Allows(MostOf(fleet.Fleet)))),
        ];
    }

    /// <summary>The regions of a recipe that it does not allow, a line each.</summary>
    public IReadOnlyList<string> RegionBreaches(Recipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        return [.. recipe.OtherRegions.Select(other => other.Region).Prepend(recipe.Region).Distinct()
            .SelectMany(region => Breaches(recipe, GuardKind.Regions, $"goes to {region}", limit => limit.Allows(region)))];
    }

    /// <summary>Why a region that a command names is not allowed, or null where it is.</summary>
    public string? RegionBreach(string region) => limits.FirstOrDefault(limit => limit.Kind == GuardKind.Regions && !limit.Allows(region)) is { } limit
        ? $"--regions names {region}, and {limit.Place} allows {string.Join(", ", limit.Allowed)}; leave it out, or have the owner change the limit."
        : null;

    /// <summary>Why an account is not allowed, or null where it is.</summary>
    public string? AccountBreach(string account, string caller) => limits.FirstOrDefault(limit => limit.Kind == GuardKind.Accounts && !limit.Allows(account)) is { } limit
        ? $"The credentials are of account {account} ({caller}), and {limit.Place} allows {string.Join(", ", limit.Allowed)}; take other credentials, for example with --profile, or have the owner change the limit."
        : null;

    private IEnumerable<string> Breaches(Recipe recipe, GuardKind kind, string asked, Func<GuardLimit, bool> allows) => limits
        .Where(limit => limit.Kind == kind && !allows(limit))
        .Select(limit => $"{recipe.File}: {recipe.Name} {asked}, and {limit.Place} allows {(kind == GuardKind.Capacity ? "at most " : "")}{string.Join(", ", limit.Allowed)}; change the recipe, or have the owner change the limit.");

    /// <summary>The instance type, or CodeBuild's compute type where that chooses the instance.</summary>
    private static string TypeOf(FleetSettings fleet) => fleet.Compute.InstanceType ?? fleet.Compute.Type;

    private static int MostOf(FleetSettings fleet) => Math.Max(fleet.Capacity, fleet.Scaling?.MaxCapacity ?? 0);
}
