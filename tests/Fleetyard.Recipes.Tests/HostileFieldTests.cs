using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Fleetyard.Recipes.Tests;

/// <summary>Every field that the schema has, each with every hostile value, on a recipe that is sound but for it and on one that has every section.</summary>
internal sealed class HostileFieldTests
{
    /// <summary>Stands where a value of raw YAML goes.</summary>
    private const string Raw = "@@raw@@";

    private static readonly JsonNode Full = JsonNode.Parse(SchemaTests.Json(Sample.Full))!;
    private static readonly JsonNode Every = JsonNode.Parse(SchemaTests.Json(Everything.Text))!;
    private static readonly SchemaKeys Schema = new(JsonNode.Parse(File.ReadAllText(Path.Combine(Sample.Folder, "recipe.schema.json")))!);

    private static readonly (string Name, string Yaml)[] Values =
    [
        ("command substitution", "\"$(touch /tmp/x)\""),
        ("backticks", "\"`touch /tmp/x`\""),
        ("end of single quotes", "\"'; touch /tmp/x; '\""),
        ("end of double quotes", "\"\\\"; touch /tmp/x; \\\"\""),
        ("pipe and redirection", "\"x | sh > /tmp/x < /etc/passwd & \""),
        ("variable", "\"${HOME} $IFS !! ~root * ? [a-z]\""),
        ("several lines", "\"a\\ntouch /tmp/x\\n\""),
        ("end of a here-document", "\"\\nUNIT\\nKEY\\ntouch /tmp/x\\n\""),
        ("carriage return", "\"a\\rtouch\""),
        ("traversal", "\"../../../etc/passwd\""),
        ("traversal of a script", "\"../clean-up.sh\""),
        ("dots", "\"..\""),
        ("absolute path", "\"/etc/shadow\""),
        ("encoded traversal", "\"%2e%2e%2f%2e%2e%2fetc%2fpasswd\""),
        ("option", "\"--version\""),
        ("NUL", "\"a\\0b\""),
        ("escape sequence", "\"\\e[31m\\a\""),
        ("right to left", "\"\\u202Etxt.sh\""),
        ("half a character", "\"\\uD800\""),
        ("placeholders", "\"{date}{commit}{fingerprint}{x}{0}%s%n\""),
        ("markup", "\"<script>alert(1)</script>&lt;\""),
        ("anchor that doubles", "&a [&b [x, x], *b, *b]"),
        ("alias of nothing", "*nothing"),
        ("foreign tag", "!!python/object/apply:os.system [touch /tmp/x]"),
        ("merge key", "{<<: {a: b}}"),
        ("deep list", new string('[', 1000) + new string(']', 1000)),
        ("many items", "[" + string.Join(",", Enumerable.Repeat("x", 5_000)) + "]"),
        ("many keys", "{" + string.Join(",", Enumerable.Range(0, 2_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"k{i}: x"))) + "}"),
        ("long word", '"' + new string('a', 200_000) + '"'),
        ("long path", "\"/a" + string.Concat(Enumerable.Repeat("/a", 100_000)) + '"'),
        ("long name of domains", '"' + string.Concat(Enumerable.Repeat("a-.", 60_000)) + '"'),
        ("long number", new string('9', 200_000)),
        ("long brackets", '"' + string.Concat(Enumerable.Repeat("{date", 40_000)) + '"'),
        ("10 MB", '"' + new string('a', 10_000_000) + '"'),
        ("10 MB of lines", "|\n" + string.Concat(Enumerable.Repeat("  a\n", 2_500_000))),
    ];

    private static IEnumerable<TestCaseData> Cases() => Values.Select(value => new TestCaseData(value.Yaml).SetArgDisplayNames(value.Name));

    [TestCaseSource(nameof(Cases))]
    public void Hostile_value_in_any_field_is_data_or_a_fault_with_its_place_in_little_time_and_memory(string yaml)
    {
        Sample.Read(Sample.Full);
        var slowest = TimeSpan.Zero;
        foreach (var (text, field) in All().Select(field => (field.Text.Replace($"\"{Raw}\"", yaml, StringComparison.Ordinal), field.Field)))
        {
            var (began, allocated) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
            var result = Sample.Read(text);
            var (took, used) = (Stopwatch.GetElapsedTime(began), GC.GetAllocatedBytesForCurrentThread() - allocated);
            slowest = took > slowest ? took : slowest;

            Assert.That(used, Is.LessThan(100_000_000 + (20L * yaml.Length)), field);
            Assert.That(result.Recipe is null, Is.EqualTo(result.Faults.Count > 0), field);
            Assert.That(result.Faults.Select(fault => fault.ToString()), Has.All.Matches(@"\A[^\p{Cc}]*\z").And.All.Matches(@"^sample\.yml:[1-9][0-9]*:[1-9][0-9]*: ").And.All.Property("Length").LessThan(2000), field);
            if (result.Recipe is { } recipe)
            {
                IsData(recipe, field);
            }
        }

        Assert.That(slowest, Is.LessThan(TimeSpan.FromSeconds(5)));
    }

    [Test]
    public void Fields_are_those_of_the_schema()
    {
        var fields = All().Select(field => field.Field).ToList();
        Assert.That(fields, Has.Count.GreaterThan(150));
        Assert.That(fields, Is.SupersetOf(new[] { "name", "instance.userData", "dependencies.scripts.0", "nix.settings.cores", "ami.allow.0", "ami.tags.team", "regions.us-east-1.fleet.proxy.rules.0.entities.0", "verify.1.run", "instance.ssmAgent.sha256", "environment.DEPLOY_KEY.secret", "environment.CHANNEL" }));
    }

    [Test, CancelAfter(20_000)]
    public void File_of_any_size_is_refused_unread()
    {
        var file = Path.Combine(Path.GetTempPath(), $"fleetyard-{Guid.NewGuid():N}.yml");
        try
        {
            using (var sparse = File.Create(file))
            {
                sparse.SetLength(1L << 34);
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            var faults = new RecipeReader(Sample.Scripts).Read(file).Faults;
            Assert.That(faults.Single().ToString(), Is.EqualTo($"{file}:1:1: the file has 17179869184 bytes (at most 262144 characters)"));
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(10_000_000));
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>On the sound recipe where that has the field's section, else on the other.</summary>
    private static IEnumerable<(string Text, string Field)> All() => Fields(Full).Concat(Fields(Every)).DistinctBy(field => field.Field);

    /// <summary>Every key that the schema has in every section of a recipe, and every item of its lists, with the raw value there.</summary>
    private static IEnumerable<(string Text, string Field)> Fields(JsonNode recipe)
    {
        var paths = SchemaKeys.Sections(recipe).SelectMany(section => Schema.At(section).Select(key => (string[])[.. section, key]))
            .Concat(Inner(recipe)).DistinctBy(path => string.Join('\n', path));
        foreach (var path in paths)
        {
            var changed = recipe.DeepClone();
            var parent = path.SkipLast(1).Aggregate(changed, (node, key) => node is JsonArray list ? list[Index(key)]! : node[key]!);
            if (parent is JsonArray array)
            {
                array[Index(path[^1])] = Raw;
            }
            else
            {
                parent[path[^1]] = Raw;
            }

            yield return (changed.ToJsonString(), string.Join('.', path));
        }
    }

    private static IEnumerable<string[]> Inner(JsonNode? node, params string[] path) => node switch
    {
        JsonObject mapping => mapping.SelectMany(pair => Inner(pair.Value, [.. path, pair.Key]).Prepend([.. path, pair.Key])),
        JsonArray list => list.SelectMany((item, i) => Inner(item, [.. path, $"{i}"]).Prepend([.. path, $"{i}"])),
        _ => [],
    };

    /// <summary>A value that was taken has changed no script, and names no file but those of the scripts' folder.</summary>
    private static void IsData(Recipe recipe, string field)
    {
        var scripts = recipe.Scripts.InstallDeps.Concat(recipe.Scripts.ConfigureNix).Concat(recipe.Scripts.SnapshotAmi).ToList();
        foreach (var script in scripts)
        {
            Assert.That(script.Name, Does.Match(@"\A[A-Za-z0-9][A-Za-z0-9_-]*\.sh\z"), field);
            Assert.That(script.Content, Is.EqualTo(File.ReadAllText(Path.Combine(Sample.Scripts, script.Name))), field);
            Assert.That(script.Environment.Keys, Has.All.Matches(@"\A[A-Za-z_][A-Za-z0-9_]*\z"), field);
            Assert.That(script.Environment.Values, Has.None.Contains("\0"), field);
        }

        Assert.That(recipe.Name, Does.Match(@"\A[A-Za-z0-9][A-Za-z0-9._-]*\z"), "it is a folder's name");
        Assert.That(scripts[0].Environment["FLEETYARD_PACKAGES"], Does.Match(@"\A[A-Za-z0-9+._: -]*\z"), "these are split into words");
    }

    private static int Index(string key) => int.Parse(key, CultureInfo.InvariantCulture);
}
