using Amazon.EC2;
using Amazon.EC2.Model;
using Fleetyard.Fleets.Planning;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Waiting;

namespace Fleetyard.Fleets.Amis;

/// <summary>Shares the AMI with the organization that CodeBuild's fleets of the region belong to, and with nobody else.</summary>
public sealed class GrantAccess(Waiter waiter) : IFleetStep
{
    /// <inheritdoc/>
    public string Name => "GrantAccess";

    /// <inheritdoc/>
    public async Task<string?> WhySkipAsync(FleetRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.State.AmiId is not { } id)
        {
            return null;
        }

        var permissions = await PermissionsAsync(run, id, cancellationToken);
        return Has(permissions, run.Recipe.Ami.OrganizationArn) && !permissions.Any(IsPublic)
            ? $"{run.Recipe.Ami.OrganizationArn} may launch {id} already"
            : null;
    }

    /// <inheritdoc/>
    public Task<PlannedStep> PlanAsync(FleetRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Task.FromResult(new PlannedStep(Name, PlannedAction.Update, $"{run.Recipe.Ami.OrganizationArn} may launch {run.State.AmiId ?? "the new AMI"}"));
    }

    /// <inheritdoc/>
    public async Task RunAsync(FleetRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var id = run.State.AmiId ?? throw new FleetException("There is no AMI to share; run ./build.sh --target=GrantAccess without --exclusive, which makes one first.");
        var organization = run.Recipe.Ami.OrganizationArn;
        RefusePublic(id, await PermissionsAsync(run, id, cancellationToken));

        var intent = run.Intend(Name, "ModifyImageAttribute", $"{id} to {organization}");
        await run.Clients.Ec2.ModifyImageAttributeAsync(
            new ModifyImageAttributeRequest
            {
                ImageId = id,
                LaunchPermission = new LaunchPermissionModifications { Add = [new LaunchPermission { OrganizationArn = organization }] },
            },
            cancellationToken);
        intent.Done();
        var permissions = await waiter.ForAsync($"EC2 to list {organization} among those who may launch {id}", TimeSpan.FromMinutes(2),
            async token => await PermissionsAsync(run, id, token) is var read && Has(read, organization) ? read : null, "run the same command again.", cancellationToken);
        RefusePublic(id, permissions);
        run.Log.Say($"{organization} may launch {id}");
    }

    private static void RefusePublic(string id, List<LaunchPermission> permissions)
    {
        if (permissions.Any(IsPublic))
        {
            throw new FleetException($"The AMI {id} is public: everybody may launch it; take the launch permission of the group 'all' away and run the same command again.");
        }
    }

    private static bool IsPublic(LaunchPermission permission) => permission.Group?.Value == "all";

    private static bool Has(List<LaunchPermission> permissions, string organization) => permissions.Any(permission => permission.OrganizationArn == organization);

    private static async Task<List<LaunchPermission>> PermissionsAsync(FleetRun run, string id, CancellationToken cancellationToken)
    {
        var answer = await run.Clients.Ec2.DescribeImageAttributeAsync(
            new DescribeImageAttributeRequest { ImageId = id, Attribute = ImageAttributeName.LaunchPermission }, cancellationToken);
        return answer.ImageAttribute?.LaunchPermissions ?? [];
    }
}
