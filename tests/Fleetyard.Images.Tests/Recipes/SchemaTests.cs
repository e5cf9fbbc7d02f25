using System.Globalization;
using System.Text.Json.Nodes;
using NJsonSchema;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Fleetyard.Images.Tests.Recipes;

internal sealed class SchemaTests
{
    [Test]
    public async Task Schema_accepts_what_the_reader_accepts()
    {
        var texts = Directory.EnumerateFiles(Path.Combine(Sample.Folder, "images"), "*.yml").Select(File.ReadAllText).Append(Sample.Text).Append("name: little");
        foreach (var text in texts)
        {
            Assert.That((await Schema()).Validate(Json(text)).Select(error => error.ToString()), Is.Empty);
        }
    }

    [TestCaseSource(nameof(SeenBySchema))]
    public async Task Schema_refuses_what_the_reader_refuses(FaultySample sample) =>
        Assert.That((await Schema()).Validate(Json(Sample.With(sample.Piece, sample.Instead))), Is.Not.Empty);

    [Test]
    public void Shipped_recipes_name_the_schema_for_editors()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Sample.Folder, "images"), "*.yml"))
        {
            Assert.That(File.ReadLines(file).First(), Is.EqualTo("# yaml-language-server: $schema=../image.schema.json"), file);
        }
    }

    public static Task<JsonSchema> Schema() => JsonSchema.FromFileAsync(Path.Combine(Sample.Folder, "image.schema.json"));

    /// <summary>A YAML document as an editor's schema service takes it.</summary>
    public static string Json(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return Node(stream.Documents[0].RootNode)!.ToJsonString();
    }

    private static IEnumerable<FaultySample> SeenBySchema() => FaultySamples.All().Where(sample => sample.BySchema);

    private static JsonNode? Node(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(mapping.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, Node(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Node)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } flag => JsonValue.Create(bool.Parse(flag.Value)),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "" or "~" or "null" } => null,
        YamlScalarNode { Style: ScalarStyle.Plain } plain when double.TryParse(plain.Value, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        _ => JsonValue.Create(((YamlScalarNode)node).Value),
    };
}
