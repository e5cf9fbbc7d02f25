using System.Globalization;
using System.Text.RegularExpressions;
using Fleetyard.Fleets.Inventory;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Runs;

/// <summary>What a recipe's runs knew, as far as the tags of what they made tell it.</summary>
internal static partial class RebuiltRun
{
    public static IEnumerable<RunState> Of(Recipe recipe, RunSettings settings, IEnumerable<Resource> found, DateTimeOffset now) => found
        .Where(resource => resource.Recipe == recipe.Name && resource.Owner == Tags.Value(settings.Owner))
        .GroupBy(resource => resource.RunId ?? "")
        .Where(run => IsRunId(run.Key, recipe.Name))
        .Select(run => Of(recipe, settings, run.Key, run.ToLookup(resource => resource.Region), now))
        .OfType<RunState>();

    private static RunState? Of(Recipe recipe, RunSettings settings, string runId, ILookup<string, Resource> regions, DateTimeOffset now)
    {
        var made = regions[recipe.Region];
        var instance = Newest(made, resource => resource.Kind == ResourceKind.Instance && resource.State != "shutting-down");
        var ami = Ami(made);
        var fleet = Newest(made, resource => resource.Kind == ResourceKind.Fleet);
        if ((instance ?? ami ?? fleet) is not { Fingerprint: { } fingerprint })
        {
            return null;
        }

        // How many instances and copies it had is lost, and a client token must not come twice: it had at most one a second.
        var started = Started(runId);
        var attempt = (int)Math.Clamp((now - started).TotalSeconds, 1, int.MaxValue / 2);
        return new RunState
        {
            RunId = runId,
            Recipe = recipe.Name,
            Fingerprint = fingerprint,
            Cloud = settings.Cloud,
            Region = recipe.Region,
            Started = started,
            Attempt = attempt,
            Launched = instance is null ? null : instance.Created ?? started,
            InstanceId = instance?.Id,
            InstanceUnknown = instance is not null && ami is null,
            CleanedUp = instance is not null && ami is not null,
            Ssh = Ssh(made),
            Forced = settings.Force && (ami is null ? instance is not null : ami.State == "pending"),
            AmiId = ami?.Id,
            AmiAvailable = ami?.State == "available",
            FleetArn = ActiveFleet(made),

            // A region that the home region's fleet did not wait for is one that the recipe got later, and another run's.
            OtherRegions = recipe.OtherRegions
                .Where(other => ActiveFleet(made) is null || regions.Contains(other.Region))
                .ToDictionary(other => other.Region, other => Of(regions[other.Region], attempt)),
        };
    }

    /// <summary>What it was reached with, so that it goes at the run's end; the keys, and the address that was let in, are lost.</summary>
    private static SshAccess? Ssh(IEnumerable<Resource> made)
    {
        var ways = made.Where(resource => resource.Kind is ResourceKind.SecurityGroup or ResourceKind.KeyPair).ToLookup(resource => resource.Name);
        return ways.MaxBy(way => (way.Key.Length, way.Key)) is not { } last ? null : new SshAccess
        {
            Name = last.Key,
            HostKey = "",
            From = last.Any(resource => resource.Kind == ResourceKind.SecurityGroup) ? "" : null,
            SecurityGroupId = last.FirstOrDefault(resource => resource.Kind == ResourceKind.SecurityGroup)?.Id,
            KeyPairName = last.FirstOrDefault(resource => resource.Kind == ResourceKind.KeyPair)?.Name,
        };
    }

    private static RegionState Of(IEnumerable<Resource> made, int attempt)
    {
        var copy = Ami(made);
        return new RegionState { AmiId = copy?.Id, AmiAvailable = copy?.State == "available", FleetArn = ActiveFleet(made), CopyAttempt = attempt };
    }

    private static Resource? Ami(IEnumerable<Resource> made) =>
        Newest(made, resource => resource is { Kind: ResourceKind.Ami, State: "available" }) ?? Newest(made, resource => resource.Kind == ResourceKind.Ami);

    private static string? ActiveFleet(IEnumerable<Resource> made) =>
        Newest(made, resource => resource.Kind == ResourceKind.Fleet) is { State: "ACTIVE" } fleet ? fleet.Id : null;

    private static Resource? Newest(IEnumerable<Resource> made, Func<Resource, bool> fits) => made.Where(fits).MaxBy(resource => resource.Created);

    /// <summary>It becomes a folder's name, and anybody may have written the tag.</summary>
    private static bool IsRunId(string tag, string recipe) => tag.Length == $"yyyyMMddTHHmmssZ-{recipe}-0000".Length
        && tag[16..^4] == $"-{recipe}-" && Moment().IsMatch(tag[..16]) && Suffix().IsMatch(tag[^4..]) && TryStarted(tag, out _);

    private static DateTimeOffset Started(string runId) => TryStarted(runId, out var started) ? started : throw new FormatException(runId);

    private static bool TryStarted(string runId, out DateTimeOffset started) => DateTimeOffset.TryParseExact(
        runId[..16], "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out started);

    [GeneratedRegex(@"^\d{8}T\d{6}Z\z")]
    private static partial Regex Moment();

    [GeneratedRegex(@"^[0-9a-f]{4}\z")]
    private static partial Regex Suffix();
}
