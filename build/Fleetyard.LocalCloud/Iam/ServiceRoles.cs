namespace Fleetyard.LocalCloud.Iam;

/// <summary>What CodeBuild and the instances do in the name of the roles that they are passed; one without a policy here may do everything.</summary>
/// <param name="policies">The roles' policies, by the roles' ARNs.</param>
/// <param name="observe">Called with a role's ARN and what it is used for.</param>
internal sealed class ServiceRoles(IReadOnlyDictionary<string, IdentityPolicy> policies, Action<string, Access>? observe)
{
    public static ServiceRoles Unlimited { get; } = new(new Dictionary<string, IdentityPolicy>(), null);

    /// <summary>The first thing that a role may not do, or null where it may do all.</summary>
    public Access? Refused(string? role, IEnumerable<Access> accesses)
    {
        if (role is null)
        {
            return null;
        }

        foreach (var access in accesses)
        {
            observe?.Invoke(role, access);
            if (policies.TryGetValue(role, out var policy) && !policy.Allows(access))
            {
                return access;
            }
        }

        return null;
    }
}
