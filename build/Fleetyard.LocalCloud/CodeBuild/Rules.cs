using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Fleetyard.LocalCloud.Http;

namespace Fleetyard.LocalCloud.CodeBuild;

/// <summary>What CodeBuild asks of a request's members, as its API model says it.</summary>
internal static partial class Rules
{
    public const string Invalid = "InvalidInputException";
    private const int MostTags = 50;

    public static AwsFault Fault(string message) => new(Invalid, message);

    public static AwsFault NotFound(string message) => new("ResourceNotFoundException", message);

    /// <summary>The members that a request has of those named; an empty object takes one away.</summary>
    public static JsonObject Merged(JsonObject into, JsonObject from, IReadOnlyList<string> members)
    {
        var merged = (JsonObject)into.DeepClone();
        foreach (var member in members.Where(member => from[member] is not null))
        {
            merged[member] = from[member]!.DeepClone();
            if (merged[member] is JsonObject { Count: 0 })
            {
                merged.Remove(member);
            }
        }

        return merged;
    }

    public static string Text(JsonObject of, string member) => (string?)of[member] is { Length: > 0 } text
        ? text
        : throw Fault($"The request lacks the required member {member}.");

    public static JsonObject Structure(JsonObject of, string member) => of[member] as JsonObject
        ?? throw Fault($"The request lacks the required member {member}.");

    public static void OneOf(JsonObject? of, string member, params ReadOnlySpan<string> allowed)
    {
        if ((string?)of?[member] is { } value && !allowed.Contains(value))
        {
            throw Fault($"{member} is '{value}'; it takes {string.Join(", ", allowed!)}.");
        }
    }

    public static void Between(JsonObject of, string member, int least, int most)
    {
        if (of[member] is { } value && (value.GetValue<int>() is var number) && (number < least || number > most))
        {
            throw Fault($"{member} is {number}; it takes {least} to {most}.");
        }
    }

    public static void AtMost(JsonObject? of, string member, int most)
    {
        if (of?[member] is JsonArray list && list.Count > most)
        {
            throw Fault($"{member} has {list.Count} entries; it takes at most {most}.");
        }
    }

    public static void Tags(JsonObject of)
    {
        AtMost(of, "tags", MostTags);
        var keys = new HashSet<string>();
        foreach (var tag in of["tags"] as JsonArray ?? [])
        {
            var (key, value) = ((string?)tag!["key"] ?? "", (string?)tag["value"] ?? "");
            if (key.Length is < 1 or > 127 || value.Length > 255 || !TagText().IsMatch(key) || !TagText().IsMatch(value) || !keys.Add(key))
            {
                throw Fault($"The tag '{key}' is not valid: a key has 1 to 127 characters and comes once, a value has at most 255; both take letters, digits, spaces and _.:/=@+-.");
            }
        }
    }

    [GeneratedRegex(@"^([\p{L}\p{Z}\p{N}_.:/=@+\-]*)$")]
    private static partial Regex TagText();
}
