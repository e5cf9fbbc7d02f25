using Fleetyard.Recipes;

namespace Fleetyard.Build.Doctor;

/// <summary>Whether the table of CodeBuild's organizations is fresh and has the recipes' regions.</summary>
/// <param name="recipes">The recipes.</param>
/// <param name="today">The day in UTC.</param>
internal sealed class OrganizationCheck(IReadOnlyList<Recipe> recipes, DateOnly today) : ICheck
{
    public string Subject => "CodeBuild's organizations";

    public Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        var asOf = $"the table is as of {CodeBuildOrganizations.AsOf:yyyy-MM-dd}";
        var findings = new List<Finding>
        {
            today > CodeBuildOrganizations.AsOf.AddYears(1)
                ? Finding.Warning(Subject, $"{asOf}, more than a year old; hold it against the CodeBuild user guide, or name the organization in the recipe (ami.organization)")
                : Finding.Ok(Subject, asOf),
        };
        foreach (var (region, arn) in recipes.SelectMany(recipe => recipe.OtherRegions.Select(other => (other.Region, other.OrganizationArn)).Prepend((recipe.Region, recipe.Ami.OrganizationArn))).Distinct())
        {
            var listed = CodeBuildOrganizations.Arns.GetValueOrDefault(region);
            findings.Add(listed == arn ? Finding.Ok(Subject, $"{region} is in the table")
                : listed is null ? Finding.Ok(Subject, $"{region} is not in the table; the recipe names {arn}")
                : Finding.Warning(Subject, $"{region} has {listed} in the table, and the recipe names {arn}; see that it is CodeBuild's"));
        }

        return Task.FromResult<IReadOnlyList<Finding>>(findings);
    }
}
