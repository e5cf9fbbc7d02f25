using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Policies;

/// <summary>The policies that a recipe needs, and no more.</summary>
public sealed record RecipePolicies
{
    /// <summary>The recipe's name.</summary>
    public required string Recipe { get; init; }

    /// <summary>For whoever runs Fleetyard.</summary>
    public required PolicyDocument Caller { get; init; }

    /// <summary>For the role in the instance profile, or null where the recipe names none, or its instance is reached without the SSM agent.</summary>
    public RolePolicies? InstanceProfile { get; init; }

    /// <summary>For the fleet's service role, which the project that verifies the fleet uses too.</summary>
    public required RolePolicies FleetRole { get; init; }

    /// <summary>Generates them from the calls that the recipe makes.</summary>
    /// <exception cref="FleetException">The recipe names no service role, so its account is not known.</exception>
    public static RecipePolicies Of(Recipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var scope = new RecipeScope(recipe);
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
