using Amazon.EC2;
using Amazon.EC2.Model;
using Fleetyard.Fleets.Regions;
using Fleetyard.Fleets.Waiting;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Amis;

/// <summary>Who may launch an AMI: CodeBuild's organization of the region, whom the recipe names, and nobody else.</summary>
internal sealed class LaunchPermissions(Waiter waiter)
{
    /// <summary>What is missing and what is too much, each as a change.</summary>
    /// <exception cref="FleetException">The AMI is public.</exception>
    public async Task<IReadOnlyList<AmiChange>> ChangesAsync(Place place, AmiSettings settings, string id, CancellationToken cancellationToken)
    {
        var wanted = Wanted(place, settings);
        var there = await ReadAsync(place, id, cancellationToken);
        RefusePublic(id, there);
        return
        [
            .. wanted.Except(there).Select(who => Change($"{who.Told} may launch {id}", new() { Add = [who.ToEc2()] }, read => read.Contains(who))),
            .. there.Except(wanted).Select(who => Change($"{who.Told} may no longer launch {id}, since the recipe does not name it", new() { Remove = [who.ToEc2()] }, read => !read.Contains(who))),
        ];

        AmiChange Change(string what, LaunchPermissionModifications modifications, Func<IReadOnlyList<Launcher>, bool> holds) => new("ModifyImageAttribute", what, async token =>
        {
            await place.Clients.Ec2.ModifyImageAttributeAsync(new ModifyImageAttributeRequest { ImageId = id, LaunchPermission = modifications }, token);
            var read = await waiter.ForAsync($"EC2 to list that {what}", TimeSpan.FromMinutes(2),
                async asked => await ReadAsync(place, id, asked) is var listed && holds(listed) ? listed : null, "run the same command again.", token);
            RefusePublic(id, read);
        });
    }

    /// <summary>Those whom the recipe names beside CodeBuild's organization, and that.</summary>
    public static IReadOnlyList<Launcher> Wanted(Place place, AmiSettings settings) =>
    [
        .. new[] { place.OrganizationArn }.Concat(settings.Permissions.OrganizationArns).Distinct().Select(arn => new Launcher(LauncherKind.Organization, arn)),
        .. settings.Permissions.OrganizationalUnitArns.Distinct().Select(arn => new Launcher(LauncherKind.OrganizationalUnit, arn)),
        .. settings.Permissions.Accounts.Distinct().Select(account => new Launcher(LauncherKind.Account, account)),
    ];

    private static async Task<IReadOnlyList<Launcher>> ReadAsync(Place place, string id, CancellationToken cancellationToken)
    {
        var answer = await place.Clients.Ec2.DescribeImageAttributeAsync(
            new DescribeImageAttributeRequest { ImageId = id, Attribute = ImageAttributeName.LaunchPermission }, cancellationToken);
        return [.. (answer.ImageAttribute?.LaunchPermissions ?? []).Select(Launcher.Of)];
    }

    private static void RefusePublic(string id, IReadOnlyList<Launcher> there)
    {
        if (there.Any(who => who.Kind == LauncherKind.Group))
        {
            throw new FleetException($"The AMI {id} is public: everybody may launch it; take the launch permission of the group 'all' away and run the same command again.");
        }
    }
}
