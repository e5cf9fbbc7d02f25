using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Policies;

/// <summary>What a recipe's policies may be about: its regions, in the account of its fleet's role, and what carries its name.</summary>
internal sealed record RecipeScope
{
    private const string Any = "*";

    /// <param name="recipe">The recipe.</param>
    /// <param name="regions">Further regions that what it left is looked for in: <c>all</c> alone, or names.</param>
    /// <exception cref="FleetException">The recipe names no service role.</exception>
    public RecipeScope(Recipe recipe, IReadOnlyList<string> regions)
    {
        var role = recipe.Fleet.ServiceRole ?? throw new FleetException($"{recipe.Name} names no service role, so the account of its policies is not known; set fleet.serviceRole.");
        Recipe = recipe;
        Partition = Partition.Of(recipe.Region);
        Account = role.Split(':')[4];
        Fleets = [(recipe.Region, recipe.Fleet), .. recipe.OtherRegions.Select(other => (other.Region, other.Fleet))];
        Elsewhere = regions is [RecipePolicies.AllRegions] ? [Any] : [.. regions.Except(Regions)];
    }

    public Recipe Recipe { get; }

    public Partition Partition { get; }

    /// <summary>12 digits.</summary>
    public string Account { get; }

    /// <summary>The fleet of every region, the recipe's own first.</summary>
    public IReadOnlyList<(string Region, FleetSettings Fleet)> Fleets { get; }

    public IReadOnlyList<string> Regions => [.. Fleets.Select(fleet => fleet.Region)];

    /// <summary>The names of the fleets, as ARNs have them: without an id, and with any.</summary>
    public IReadOnlyList<string> FleetNames => [.. Fleets.Select(fleet => fleet.Fleet.Name).Distinct().SelectMany(name => new[] { $"fleet/{name}", $"fleet/{name}:*" })];

    /// <summary>The regions beyond those, as an ARN has them: a star for all.</summary>
    public IReadOnlyList<string> Elsewhere { get; }

    /// <summary>Whether every region is looked in.</summary>
    public bool IsEverywhere => Elsewhere is [Any];

    /// <summary>The regions that are looked in, as an ARN has them.</summary>
    public IReadOnlyList<string> Looked => IsEverywhere ? Elsewhere : [.. Regions, .. Elsewhere];

    /// <summary>What EC2 is called where it takes a role on.</summary>
    public string Ec2Service => $"ec2.{Partition.DnsSuffix}";

    /// <summary>Resources of the recipe's own region.</summary>
    public IReadOnlyList<string> Home(string service, params IReadOnlyList<string> resources) => [.. resources.Select(resource => Arn(service, Recipe.Region, resource))];

    /// <summary>Resources of every region of the recipe.</summary>
    public IReadOnlyList<string> Everywhere(string service, params IReadOnlyList<string> resources) => In(Regions, service, resources);

    /// <summary>Resources of some regions.</summary>
    public IReadOnlyList<string> In(IReadOnlyList<string> regions, string service, params IReadOnlyList<string> resources) => [.. regions.SelectMany(region => resources.Select(resource => Arn(service, region, resource)))];

    /// <summary>A role of the account.</summary>
    public string Role(string name) => Partition.Arn("iam", "", Account, $"role/{name}");

    /// <summary>As long as it is created with the recipe's tag.</summary>
    public PolicyStatement Created(PolicyStatement statement) => statement.Where("StringEquals", $"aws:RequestTag/{Tags.Recipe}", Recipe.Name);

    /// <summary>As long as it carries the recipe's tag.</summary>
    public PolicyStatement Ours(PolicyStatement statement) => statement.Where("StringEquals", $"aws:ResourceTag/{Tags.Recipe}", Recipe.Name);

    /// <summary>AMIs, snapshots, public parameters and Amazon's own documents are of no account.</summary>
    private string Arn(string service, string region, string resource) =>
        Partition.Arn(service, region, resource.Split('/')[0] is "image" or "snapshot" or "parameter" or "document" ? "" : Account, resource);
}
