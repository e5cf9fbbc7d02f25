using System.Text.Json.Nodes;

namespace Fleetyard.Recipes.Tests;

/// <summary>The keys that the schema has for each section of a recipe, and those that the reader asks for.</summary>
internal sealed class SchemaKeys(JsonNode schema)
{
    private const string Unknown = "zzz-unknown";

    /// <summary>The paths of a recipe's mappings, a list's item by its index; <c>regions</c> and <c>environment</c> themselves have keys of their author's.</summary>
    public static IEnumerable<string[]> Sections(JsonNode recipe, params string[] path)
    {
        IEnumerable<(string Key, JsonNode? Value)> inner = recipe switch
        {
            JsonObject mapping => mapping.Select(pair => (pair.Key, pair.Value)),
            JsonArray list => list.Select((item, i) => ($"{i}", item)),
            _ => [],
        };
        var own = recipe is JsonObject && path is not (["regions"] or ["environment"]) ? new[] { path } : [];
        return own.Concat(inner.SelectMany(pair => Sections(pair.Value!, [.. path, pair.Key])));
    }

    /// <summary>What the reader lists where a key is not of the section.</summary>
    public static IEnumerable<string> OfReader(JsonNode recipe, IEnumerable<string> path)
    {
        var section = path.Aggregate(recipe, (node, key) => node is JsonArray list ? list[int.Parse(key, System.Globalization.CultureInfo.InvariantCulture)]! : node[key]!);
        section[Unknown] = 1;
        var fault = Sample.Read(recipe.ToJsonString()).Faults.Single(fault => fault.Message.StartsWith($"'{Unknown}'", StringComparison.Ordinal)).Message;
        return fault[(fault.LastIndexOf('(') + 1)..^1].Split(", ");
    }

    /// <summary>The names of the properties of the schema's node for a path.</summary>
    public IEnumerable<string> At(IEnumerable<string> path) => path.Aggregate(Forms(schema), (forms, key) => forms.SelectMany(form => Inner(form, key)))
        .SelectMany(form => form["properties"]?.AsObject().Select(property => property.Key) ?? []).Distinct();

    private IEnumerable<JsonNode> Inner(JsonNode form, string key)
    {
        var inner = form["items"] ?? form["properties"]?[key] ?? form["patternProperties"]?.AsObject().First().Value;
        return inner is null ? [] : Forms(inner);
    }

    /// <summary>The node that a reference means, and the alternatives where a value has several forms.</summary>
    private IEnumerable<JsonNode> Forms(JsonNode node)
    {
        if (node["$ref"] is { } reference)
        {
            return Forms(schema["definitions"]![reference.GetValue<string>().Split('/')[^1]]!);
        }

        return node["oneOf"] is JsonArray forms && node["properties"] is null ? forms.SelectMany(form => Forms(form!)) : [node];
    }
}
