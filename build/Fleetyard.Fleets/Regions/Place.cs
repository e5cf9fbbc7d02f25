using Fleetyard.Fleets.Runs;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Regions;

/// <summary>A region of a recipe, with an AMI and a fleet of its own. The home region is the one that the AMI is made in; the others get copies.</summary>
public sealed record Place
{
    /// <summary>The region, such as <c>us-west-2</c>.</summary>
    public required string Region { get; init; }

    /// <summary>Whether it is the recipe's own region.</summary>
    public required bool IsHome { get; init; }

    /// <summary>The ARN of the organization that CodeBuild's fleets belong to there.</summary>
    public required string OrganizationArn { get; init; }

    /// <summary>The customer's KMS key that encrypts the AMI's snapshots there, or null.</summary>
    public string? KmsKey { get; init; }

    /// <summary>The fleet there.</summary>
    public required FleetSettings Fleet { get; init; }

    /// <summary>The clients of the region.</summary>
    public required CloudClients Clients { get; init; }

    /// <summary>Where is told what happens there; it names the region where a recipe has several.</summary>
    public required IRunLog Log { get; init; }

    /// <summary>A recipe's regions, the home region first.</summary>
    public static IReadOnlyList<Place> Of(Recipe recipe, Func<string, CloudClients> clients, IRunLog log)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(clients);
        return
        [
            new Place
            {
                Region = recipe.Region,
                IsHome = true,
                OrganizationArn = recipe.Ami.OrganizationArn,
                KmsKey = recipe.Ami.KmsKey,
                Fleet = recipe.Fleet,
                Clients = clients(recipe.Region),
                Log = recipe.OtherRegions.Count == 0 ? log : new RegionLog(log, recipe.Region),
            },
            .. recipe.OtherRegions.Select(other => new Place
            {
                Region = other.Region,
                IsHome = false,
                OrganizationArn = other.OrganizationArn,
                KmsKey = other.KmsKey,
                Fleet = other.Fleet,
                Clients = clients(other.Region),
                Log = new RegionLog(log, other.Region),
            }),
        ];
    }
}
