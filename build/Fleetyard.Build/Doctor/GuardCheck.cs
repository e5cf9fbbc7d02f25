using Fleetyard.Recipes;

namespace Fleetyard.Build.Doctor;

/// <summary>Whether the owner's guard lets a recipe through.</summary>
internal sealed class GuardCheck(BuildContext context, Recipe recipe) : ICheck
{
    public string Subject => "Owner's guard";

    public Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        var breaches = context.Guard.Breaches(recipe);
        return Task.FromResult<IReadOnlyList<Finding>>(breaches.Count == 0
            ? [Finding.Ok(Subject, $"lets {recipe.Name} through")]
            : [.. breaches.Select(breach => Finding.Fault(Subject, breach.TrimEnd('.')))]);
    }
}
