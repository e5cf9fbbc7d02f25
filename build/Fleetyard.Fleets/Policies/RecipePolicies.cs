using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Policies;

/// <summary>The policies that a recipe needs, and no more.</summary>
public sealed record RecipePolicies
{
    /// <summary>Stands for every region that the account has.</summary>
    public const string AllRegions = "all";

    /// <summary>The recipe's name.</summary>
    public required string Recipe { get; init; }

    /// <summary>For whoever runs Fleetyard.</summary>
    public required PolicyDocument Caller { get; init; }

    /// <summary>For the role in the instance profile, or null where the recipe names none, or its instance is reached without the SSM agent.</summary>
    public RolePolicies? InstanceProfile { get; init; }

    /// <summary>For the fleet's service role, which the project that verifies the fleet uses too.</summary>
    public required RolePolicies FleetRole { get; init; }

    /// <summary>Generates them from the calls that the recipe makes.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="regions">Further regions that the caller may look in, and take down what carries the recipe's tag: <see cref="AllRegions"/> alone, names, or none.</param>
    /// <exception cref="FleetException">The recipe names no service role, so its account is not known.</exception>
    public static RecipePolicies Of(Recipe recipe, params IReadOnlyList<string> regions)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(regions);
        var scope = new RecipeScope(recipe, regions);
        return new()
        {
            Recipe = recipe.Name,
            Caller = new CallerPolicy(scope).Document(),
            InstanceProfile = recipe.Instance is { InstanceProfile: not null, NeedsAgent: true } ? InstanceProfilePolicy.Of(scope) : null,
            FleetRole = FleetRolePolicy.Of(scope),
        };
    }
}

/// <summary>A role's two policies.</summary>
/// <param name="Role">Its ARN.</param>
/// <param name="Trust">Who may take it on.</param>
/// <param name="Permissions">What it may do.</param>
public sealed record RolePolicies(string Role, PolicyDocument Trust, PolicyDocument Permissions);
