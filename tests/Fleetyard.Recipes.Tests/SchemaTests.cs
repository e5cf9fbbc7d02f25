using System.Globalization;
using System.Text.Json.Nodes;
using NJsonSchema;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Fleetyard.Recipes.Tests;

internal sealed class SchemaTests
{
    private static readonly Lazy<Task<JsonSchema>> Read = new(() => JsonSchema.FromFileAsync(Path.Combine(Sample.Folder, "recipe.schema.json")));

    [Test]
    public async Task Schema_accepts_what_the_reader_accepts()
    {
        var texts = Directory.EnumerateFiles(Path.Combine(Sample.Folder, "fleets"), "*.yml").Select(File.ReadAllText).Append(Sample.Text);
        foreach (var text in texts)
        {
            Assert.That((await Schema()).Validate(Json(text)).Select(error => error.ToString()), Is.Empty);
        }
    }

    [TestCaseSource(nameof(SeenBySchema))]
    public async Task Schema_refuses_what_the_reader_refuses(FaultySample sample)
    {
        var text = Sample.With(sample.Piece, sample.Instead);

        Assert.That((await Schema()).Validate(Json(text)), Is.Not.Empty);
        Assert.That(Sample.Read(text).Faults, Is.Not.Empty);
    }

    [Test]
    public void Shipped_recipes_name_the_schema_for_editors()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Sample.Folder, "fleets"), "*.yml"))
        {
            Assert.That(File.ReadLines(file).First(), Is.EqualTo("# yaml-language-server: $schema=../recipe.schema.json"), file);
        }
    }

    [Test]
    public async Task Schema_has_the_keys_that_the_reader_asks_for_and_no_others()
    {
        var keys = new SchemaKeys(JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Sample.Folder, "recipe.schema.json")))!);
        var sections = SchemaKeys.Sections(JsonNode.Parse(Json(Everything.Text))!).ToList();

        Assert.That(sections, Has.Count.EqualTo(28));
        foreach (var section in sections)
        {
            Assert.That(SchemaKeys.OfReader(JsonNode.Parse(Json(Everything.Text))!, section), Is.EquivalentTo(keys.At(section)), string.Join('.', section));
        }
    }

    internal static async Task<IReadOnlyList<string>> ErrorsAsync(string text) => [.. (await Schema()).Validate(Json(text)).Select(error => error.ToString())];

    private static Task<JsonSchema> Schema() => Read.Value;

    private static IEnumerable<FaultySample> SeenBySchema() => FaultySamples.All().Where(sample => sample.BySchema);

    internal static string Json(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return Node(stream.Documents[0].RootNode)!.ToJsonString();
    }

    private static JsonNode? Node(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(mapping.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, Node(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Node)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "True" or "TRUE" or "false" or "False" or "FALSE" } flag => JsonValue.Create(bool.Parse(flag.Value)),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "" or "~" or "null" } => null,
        YamlScalarNode { Style: ScalarStyle.Plain, Tag.IsEmpty: true } plain when long.TryParse(plain.Value, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        YamlScalarNode { Style: ScalarStyle.Plain, Tag.IsEmpty: true } plain when double.TryParse(plain.Value, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        _ => JsonValue.Create(((YamlScalarNode)node).Value),
    };
}
