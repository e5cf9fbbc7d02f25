using Fleetyard.Fleets.Amis;
using Fleetyard.Fleets.Regions;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Keys;

/// <summary>Whom EC2 uses a key for when it makes volumes of an AMI that was shared with it.</summary>
internal sealed record KeyUser
{
    private const string CodeBuild = "CodeBuildFleets";

    /// <summary>As in "lets … do".</summary>
    public required string Told { get; init; }

    /// <summary>What the statements for it are named by.</summary>
    public required string Sid { get; init; }

    /// <summary>The organization's id, or null for an account.</summary>
    public string? Organization { get; init; }

    /// <summary>The organizational unit's id, or null for an account or a whole organization.</summary>
    public string? Unit { get; init; }

    /// <summary>The account's root user as a principal, or null for an organization or a part of one.</summary>
    public string? AccountArn { get; init; }

    /// <summary>The organization that CodeBuild's fleets belong to, of which no account is that a recipe names.</summary>
    public required string Foreign { get; init; }

    /// <summary>The account's id, or null for an organization or a part of one.</summary>
    public string? Account => AccountArn?.Split(':')[4];

    /// <summary>Whether a fleet is what cannot start without.</summary>
    public bool IsCodeBuild => Sid == CodeBuild;

    /// <summary>Everybody who may launch a place's AMI.</summary>
    public static IReadOnlyList<KeyUser> Of(Place place, AmiSettings settings) =>
        [.. LaunchPermissions.Wanted(place, settings).Select(who => Of(place, who, place.OrganizationArn.Split('/')[^1]))];

    private static KeyUser Of(Place place, Launcher who, string foreign) => (who.Kind, who.Id.Split('/')) switch
    {
        (LauncherKind.Organization, [_, var id]) when who.Id == place.OrganizationArn => new() { Foreign = foreign, Told = $"CodeBuild's organization {id}", Sid = CodeBuild, Organization = id },
        (LauncherKind.Organization, [_, var id]) => new() { Foreign = foreign, Told = $"the organization {id}", Sid = Named("Organization", id), Organization = id },
        (LauncherKind.OrganizationalUnit, [_, var id, var unit]) => new() { Foreign = foreign, Told = $"the organizational unit {unit}", Sid = Named("Unit", unit), Organization = id, Unit = unit },
        _ => new() { Foreign = foreign, Told = $"the account {who.Id}", Sid = Named("Account", who.Id), AccountArn = $"arn:{place.OrganizationArn.Split(':')[1]}:iam::{who.Id}:root" },
    };

    private static string Named(string kind, string id) => kind + id.Replace("-", "", StringComparison.Ordinal);
}
