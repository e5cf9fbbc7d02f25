using Amazon.EC2;
using Amazon.EC2.Model;

namespace Fleetyard.Fleets.Amis;

/// <summary>One who may launch an AMI.</summary>
internal sealed record Launcher(LauncherKind Kind, string Id)
{
    /// <summary>As a sentence begins.</summary>
    public string Told => Kind == LauncherKind.Account ? $"account {Id}" : Id;

    public static Launcher Of(LaunchPermission permission) => permission switch
    {
        { OrganizationArn: { Length: > 0 } arn } => new(LauncherKind.Organization, arn),
        { OrganizationalUnitArn: { Length: > 0 } arn } => new(LauncherKind.OrganizationalUnit, arn),
        { UserId: { Length: > 0 } account } => new(LauncherKind.Account, account),
        _ => new(LauncherKind.Group, permission.Group?.Value ?? ""),
    };

    public LaunchPermission ToEc2() => Kind switch
    {
        LauncherKind.Organization => new() { OrganizationArn = Id },
        LauncherKind.OrganizationalUnit => new() { OrganizationalUnitArn = Id },
        LauncherKind.Account => new() { UserId = Id },
        _ => new() { Group = new PermissionGroup(Id) },
    };
}

/// <summary>What one is who may launch an AMI.</summary>
internal enum LauncherKind
{
    Organization,
    OrganizationalUnit,
    Account,

    /// <summary>EC2 has one, <c>all</c>: everybody.</summary>
    Group,
}
