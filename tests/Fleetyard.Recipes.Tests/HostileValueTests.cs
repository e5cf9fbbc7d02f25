using System.Text.Json.Nodes;

namespace Fleetyard.Recipes.Tests;

/// <summary>Every value of a recipe, each time with another in its place that nobody would have thought of.</summary>
internal sealed class HostileValueTests
{
    private static readonly JsonNode Full = JsonNode.Parse(SchemaTests.Json(Sample.Full))!;

    [Test]
    public async Task Full_sample_is_sound_to_reader_and_schema()
    {
        Assert.That(Sample.Read(Sample.Full).Faults, Is.Empty);
        Assert.That(Sample.Read(Full.ToJsonString()).Faults, Is.Empty);
        Assert.That(await SchemaTests.ErrorsAsync(Sample.Full), Is.Empty);
    }

    [TestCase("null")]
    [TestCase("\"\"")]
    [TestCase("\"\\u001b[31mred\\u0007\"")]
    [TestCase("\"$(reboot)\\n- x\"")]
    [TestCase("\"arn:\"")]
    [TestCase("\"arn:aws:kms:::\"")]
    [TestCase("\":::::/::/\"")]
    [TestCase("\"::1/129\"")]
    [TestCase("-1")]
    [TestCase("1e400")]
    [TestCase("99999999999999999999999999999999999999999999")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("[[[]]]")]
    [TestCase("{\"none\": {\"\": null}}")]
    public void Value_in_any_place_is_taken_or_told_in_lines_without_control_characters(string hostile)
    {
        foreach (var path in Leaves(Full))
        {
            var recipe = Full.DeepClone();
            Put(recipe, path, JsonNode.Parse(hostile));

            var result = Sample.Read(recipe.ToJsonString());

            Assert.That(result.Recipe is null, Is.EqualTo(result.Faults.Count > 0), string.Join('.', path));
            Assert.That(result.Faults.Select(fault => fault.ToString()), Has.None.Matches(@"\p{Cc}"), string.Join('.', path));
        }
    }

    private static IEnumerable<IReadOnlyList<string>> Leaves(JsonNode? node, params IReadOnlyList<string> path) => node switch
    {
        JsonObject mapping => mapping.SelectMany(pair => Leaves(pair.Value, [.. path, pair.Key])),
        JsonArray list => list.SelectMany((item, i) => Leaves(item, [.. path, $"{i}"])),
        _ => [path],
    };

    private static void Put(JsonNode recipe, IReadOnlyList<string> path, JsonNode? value)
    {
        var parent = path.SkipLast(1).Aggregate(recipe, (node, key) => node is JsonArray list ? list[Index(key)]! : node[key]!);
        if (parent is JsonArray array)
        {
            array[Index(path[^1])] = value;
            return;
        }

        parent[path[^1]] = value;
    }

    private static int Index(string key) => int.Parse(key, System.Globalization.CultureInfo.InvariantCulture);
}
