using Fleetyard.Recipes;

namespace Fleetyard.Build.Doctor;

/// <summary>For recipes that reach their instance by SSH, at its address or through Session Manager: whether a rehearsal can run an SSH server.</summary>
/// <param name="recipes">The recipes.</param>
/// <param name="instances">The kind of instances that was asked for; null for none, or where it is no rehearsal.</param>
internal sealed class SshCheck(IReadOnlyList<Recipe> recipes, string? instances) : ICheck
{
    private static readonly string[] Places = ["/usr/sbin/sshd", "/usr/local/sbin/sshd", "/usr/bin/sshd"];

    public string Subject => "SSH server";

    public Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        var wanted = recipes.Where(recipe => recipe.Instance.Remote != RemoteAccess.Ssm).Select(recipe => recipe.Name).ToList();
        IReadOnlyList<Finding> found = wanted.Count == 0 ? []
            : instances == "simulated" ? [Finding.Fault(Subject, $"simulated instances run none, so nothing reaches those of {string.Join(", ", wanted)}; rehearse with --instances=docker or --instances=overlay")]
            : [Places.FirstOrDefault(File.Exists) is { } sshd
                ? Finding.Ok(Subject, $"{sshd}, which overlay instances run for {string.Join(", ", wanted)}")
                : Finding.Warning(Subject, $"there is no sshd, which overlay instances would run for {string.Join(", ", wanted)} (apt install openssh-server); AWS does without")];
        return Task.FromResult(found);
    }
}
