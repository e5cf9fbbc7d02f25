using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Iam;

/// <summary>Refuses what the caller's policy does not allow; without a policy the caller may do everything, as an account's administrator.</summary>
internal sealed class Authorizer(Cloud cloud, IdentityPolicy? policy, Action<Access>? observe)
{
    private readonly Ec2Accesses ec2 = new(cloud);
    private readonly JsonAccesses json = new(cloud);

    /// <exception cref="AwsFault">The policy does not allow it.</exception>
    public void Check(string operation, QueryCall call) => Check(() => ec2.Of(operation, call), "UnauthorizedOperation", "You are not authorized to perform this operation. ", 403);

    /// <exception cref="AwsFault">The policy does not allow it.</exception>
    public void Check(string service, string operation, JsonCall call) => Check(() => json.Of(service, operation, call), "AccessDeniedException", "", 400);

    /// <summary>Giving a role to a service.</summary>
    public static Access PassRole(string role, string service) =>
        new("iam:PassRole", role) { Context = new Dictionary<string, IReadOnlyList<string>> { ["iam:PassedToService"] = [service] } };

    private void Check(Func<IEnumerable<Access>> accesses, string code, string preface, int status)
    {
        if (policy is null && observe is null)
        {
            return;
        }

        foreach (var access in accesses())
        {
            observe?.Invoke(access);
            if (policy?.Allows(access) == false)
            {
                throw new AwsFault(code,
                    $"{preface}User: {Cloud.CallerArn} is not authorized to perform: {access.Action} on resource: {access.Resource} because no identity-based policy allows the {access.Action} action", status);
            }
        }
    }
}
