using System.Globalization;
using System.Text.RegularExpressions;
using Fleetyard.Fleets.Inventory;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Runs;

/// <summary>What a recipe's runs knew, as far as the tags of what they made tell it.</summary>
internal static partial class RebuiltRun
{
    public static IEnumerable<RunState> Of(Recipe recipe, RunSettings settings, IEnumerable<Resource> found, DateTimeOffset now) => found
        .Where(resource => resource.Region == recipe.Region && resource.Recipe == recipe.Name && resource.Owner == Tags.Value(settings.Owner))
        .GroupBy(resource => resource.RunId ?? "")
        .Where(run => IsRunId(run.Key, recipe.Name))
        .Select(run => Of(recipe, settings, run.Key, [.. run], now))
        .OfType<RunState>();

    private static RunState? Of(Recipe recipe, RunSettings settings, string runId, IReadOnlyList<Resource> made, DateTimeOffset now)
    {
        var instance = Newest(made, resource => resource.Kind == ResourceKind.Instance && resource.State != "shutting-down");
        var ami = Newest(made, resource => resource is { Kind: ResourceKind.Ami, State: "available" }) ?? Newest(made, resource => resource.Kind == ResourceKind.Ami);
        var fleet = Newest(made, resource => resource.Kind == ResourceKind.Fleet);
        if ((instance ?? ami ?? fleet) is not { Fingerprint: { } fingerprint })
        {
            return null;
        }

        var started = Started(runId);
        return new RunState
        {
            RunId = runId,
            Recipe = recipe.Name,
            Fingerprint = fingerprint,
            Cloud = settings.Cloud,
            Region = recipe.Region,
            Started = started,

            // How many instances it had is lost, and a client token must not come twice: it had at most one a second.
            Attempt = (int)Math.Clamp((now - started).TotalSeconds, 1, int.MaxValue / 2),
            Launched = instance is null ? null : instance.Created ?? started,
            InstanceId = instance?.Id,
            InstanceUnknown = instance is not null && ami is null,
            CleanedUp = instance is not null && ami is not null,
            AmiId = ami?.Id,
            AmiAvailable = ami?.State == "available",
            FleetArn = fleet is { State: "ACTIVE" } ? fleet.Id : null,
        };
    }

    private static Resource? Newest(IReadOnlyList<Resource> made, Func<Resource, bool> fits) => made.Where(fits).MaxBy(resource => resource.Created);

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
