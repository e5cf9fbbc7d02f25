using System.Globalization;
using System.Text.Json.Nodes;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Logs;

/// <summary>GetLogEvents. A token is <c>f/</c> or <c>b/</c> and the number of the line that it leads on from.</summary>
internal sealed class LogEvents(Cloud cloud)
{
    private const string Invalid = "InvalidParameterException";
    private const int Most = 10_000;

    /// <summary>An answer holds at most 1 MB, as the API reference says.</summary>
    private const int MostCharacters = 1024 * 1024;

    /// <summary>What a stream's lines are kept under.</summary>
    public static string Key(string region, string group, string stream) => $"{region}:{group}:{stream}";

    public JsonObject Get(JsonCall call)
    {
        var stream = Key(call.Region, Group(call), call.Required("logStreamName", Invalid));
        var limit = (int?)call.Body["limit"] ?? Most;
        if (limit is < 1 or > Most)
        {
            throw new AwsFault(Invalid, $"limit is {limit}; it takes 1 to {Most}.");
        }

        if (!cloud.Store.Logs.Exists(stream))
        {
            throw new AwsFault("ResourceNotFoundException", "The specified log stream does not exist.");
        }

        var all = new LogRange(stream) { From = (long?)call.Body["startTime"] ?? 0, Until = (long?)call.Body["endTime"] ?? long.MaxValue };
        var (range, last) = call.Text("nextToken") switch
        {
            null => (all, !((bool?)call.Body["startFromHead"] ?? false)),
            ['f', '/', .. var number] => (all with { After = Number(number) }, false),
            ['b', '/', .. var number] => (all with { Before = Number(number) }, true),
            _ => throw BadToken(),
        };
        return Answer(cloud.Store.Logs.Read(range, last, limit, MostCharacters), range);
    }

    /// <summary>Where there is nothing further, the same token comes back; so a reader knows its end.</summary>
    private static JsonObject Answer(IReadOnlyList<LogLine> lines, LogRange range)
    {
        var forward = lines.Count > 0 ? lines[^1].Number : range.Before < long.MaxValue ? range.Before - 1 : range.After;
        var backward = lines.Count > 0 ? lines[0].Number : range.Before < long.MaxValue ? range.Before : range.After + 1;
        return new()
        {
            ["events"] = new JsonArray([.. lines.Select(line => new JsonObject { ["timestamp"] = line.Time, ["message"] = line.Message, ["ingestionTime"] = line.Time })]),
            ["nextForwardToken"] = $"f/{forward.ToString(CultureInfo.InvariantCulture)}",
            ["nextBackwardToken"] = $"b/{backward.ToString(CultureInfo.InvariantCulture)}",
        };
    }

    /// <summary>A group by its name, or by its identifier: its name or its ARN.</summary>
    private static string Group(JsonCall call) => (call.Text("logGroupName"), call.Text("logGroupIdentifier")) switch
    {
        ({ Length: > 0 } name, null) => name,
        (null, { Length: > 0 } id) => id[(id.LastIndexOf(":log-group:", StringComparison.Ordinal) is var at and >= 0 ? at + ":log-group:".Length : 0)..].TrimEnd('*').TrimEnd(':'),
        _ => throw new AwsFault(Invalid, "Give one of logGroupName and logGroupIdentifier."),
    };

    private static long Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw BadToken();

    private static AwsFault BadToken() => new(Invalid, "The specified nextToken is invalid.");
}
