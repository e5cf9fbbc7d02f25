using System.Globalization;
using System.Text.Json.Nodes;
using Fleetyard.LocalCloud.Http;

namespace Fleetyard.LocalCloud.CodeBuild;

/// <summary>One page of a list. Its token says how many entries came before it.</summary>
internal static class Page
{
    private const int Largest = 100;

    public static JsonObject Of(JsonCall call, string member, IEnumerable<string> all)
    {
        Rules.Between(call.Body, "maxResults", 1, Largest);
        var size = (int?)call.Body["maxResults"] ?? Largest;
        var from = 0;
        if (call.Text("nextToken") is { } token && !int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out from))
        {
            throw Rules.Fault($"nextToken is '{token}'; give the one of the page before.");
        }

        var page = all.Skip(from).Take(size + 1).ToList();
        var answer = new JsonObject { [member] = new JsonArray([.. page.Take(size).Select(one => JsonValue.Create(one))]) };
        if (page.Count > size)
        {
            answer["nextToken"] = (from + size).ToString(CultureInfo.InvariantCulture);
        }

        return answer;
    }

    /// <summary>Fleets or projects in the order that the request asks for.</summary>
    public static IEnumerable<JsonObject> Sorted(JsonCall call, IEnumerable<JsonObject> all)
    {
        Rules.OneOf(call.Body, "sortBy", "NAME", "CREATED_TIME", "LAST_MODIFIED_TIME");
        var sorted = call.Text("sortBy") switch
        {
            "NAME" => all.OrderBy(one => (string?)one["name"], StringComparer.Ordinal),
            "LAST_MODIFIED_TIME" => all.OrderBy(one => (double?)one["lastModified"]),
            _ => all.OrderBy(one => (double?)one["created"]),
        };
        return IsDescending(call) ? sorted.Reverse() : sorted;
    }

    public static bool IsDescending(JsonCall call, bool otherwise = false)
    {
        Rules.OneOf(call.Body, "sortOrder", "ASCENDING", "DESCENDING");
        return call.Text("sortOrder") is { } order ? order == "DESCENDING" : otherwise;
    }
}
