using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Fleetyard.Architecture.Tests;

/// <summary>What a message tells its reader to change is a field that recipes have.</summary>
internal sealed partial class NamedFieldsTests
{
    private static readonly HashSet<string> Fields = FieldsOf(JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "recipes", "recipe.schema.json"))).RootElement);

    [TestCase("Fleetyard.Fleets", "instance.subnets")]
    [TestCase("Fleetyard.Build", "ami.organization")]
    public void Every_field_that_a_message_names_is_one_of_the_schema(string project, string known)
    {
        var named = Texts(project).SelectMany(text => Field().Matches(text)).Select(match => match.Value).ToHashSet();
        Assert.That(named, Does.Contain(known), "else nothing is searched");
        Assert.That(named.Except(Fields), Is.Empty);
    }

    /// <summary>The texts of an assembly; one with holes in it is several.</summary>
    private static List<string> Texts(string project)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"{project}.dll")));
        var metadata = file.GetMetadataReader();
        var texts = new List<string>();
        for (var handle = MetadataTokens.UserStringHandle(1); !handle.IsNil; handle = metadata.GetNextHandle(handle))
        {
            texts.Add(metadata.GetUserString(handle));
        }

        return texts;
    }

    private static HashSet<string> FieldsOf(JsonElement schema)
    {
        var fields = new HashSet<string>();
        Walk(schema, "");
        return fields;

        void Walk(JsonElement at, string path)
        {
            if (at.TryGetProperty("$ref", out var reference))
            {
                at = schema.GetProperty("definitions").GetProperty(reference.GetString()!.Split('/')[^1]);
            }

            foreach (var property in at.TryGetProperty("properties", out var properties) ? properties.EnumerateObject() : default)
            {
                fields.Add(path + property.Name);
                Walk(property.Value, $"{path}{property.Name}.");
            }

            foreach (var choice in at.TryGetProperty("oneOf", out var choices) ? choices.EnumerateArray() : default)
            {
                Walk(choice, path);
            }
        }
    }

    [GeneratedRegex(@"(?<![\w./:-])(?>(?:source|instance|dependencies|nix|ami|fleet)(?:\.[a-z]\w*)+)(?<!\.conf)")]
    private static partial Regex Field();
}
