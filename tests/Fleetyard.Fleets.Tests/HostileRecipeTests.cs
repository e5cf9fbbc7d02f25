using System.Globalization;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.Recipes;
using YamlDotNet.RepresentationModel;

namespace Fleetyard.Fleets.Tests;

/// <summary>Every field of a recipe that takes a text full of shell, through the whole chain, with a real <c>sh</c> at its end: it is data.</summary>
[Platform("Linux")]
internal sealed class HostileRecipeTests
{
    /// <summary>Shows all of its environment, split into words by nothing.</summary>
    private const string Show = "#!/bin/sh\nset -eu\nenv | while IFS= read -r line; do printf '%s\\n' \"$line\"; done\n";

    private static readonly string Recipes = Path.Combine(Repository.Root, "recipes");

    [TestCase("$(touch {0})")]
    [TestCase("`touch {0}`")]
    [TestCase("'; touch {0}; '")]
    [TestCase("\"; touch {0}; \"")]
    [TestCase("x && touch {0} || touch {0} #")]
    [TestCase("a=$(touch {0})$IFS${{HOME}}")]
    public async Task Shell_in_any_field_that_takes_it_does_nothing(string hostile)
    {
        var marker = Path.Combine(Path.GetTempPath(), $"fleetyard-marker-{Guid.NewGuid():N}");
        var text = string.Format(CultureInfo.InvariantCulture, hostile, marker);
        List<string> taken = [];
        await using var yard = await Yard.OpenAsync();
        foreach (var (field, yaml) in Fields(text))
        {
            if (new RecipeReader(Path.Combine(Recipes, "scripts")).Read("hostile.yml", yaml).Recipe is not { } recipe)
            {
                continue;
            }

            taken.Add(field);
            yard.Recipe = WithScripts(recipe);
            yard.Settings = yard.Settings with { Force = true };
            await yard.CommandAsync();
            Assert.That(File.Exists(marker), Is.False, field);
            if (field == "environment.CHANNEL")
            {
                Assert.That(yard.Log.Lines, Does.Contain($"CHANNEL={text}"), "it arrives as it is");
            }
        }

        Assert.That(taken, Is.SupersetOf(new[] { "description", "ami.description", "nix.settings.cores", "environment.CHANNEL" }));
    }

    /// <summary>The fields of a full recipe, each once with the text; a verify command is shell by its nature.</summary>
    private static IEnumerable<(string Field, string Yaml)> Fields(string text)
    {
        var count = Scalars(Load()).Count(field => !field.Name.StartsWith("verify", StringComparison.Ordinal));
        for (var i = 0; i < count; i++)
        {
            var stream = Load();
            var (name, scalar) = Scalars(stream).Where(field => !field.Name.StartsWith("verify", StringComparison.Ordinal)).ElementAt(i);
            scalar.Value = text;
            scalar.Style = YamlDotNet.Core.ScalarStyle.DoubleQuoted;
            using var writer = new StringWriter();
            stream.Save(writer, assignAnchors: false);
            yield return (name, writer.ToString().TrimEnd('.', '\n', '\r'));
        }
    }

    private static YamlStream Load()
    {
        var shipped = File.ReadAllText(Path.Combine(Recipes, "fleets", "ktls-debian-13-x86_64.yml"));
        var stream = new YamlStream();
        stream.Load(new StringReader(shipped
            .Replace("dependencies:\n", "environment:\n  CHANNEL: stable\n\ndependencies:\n  scripts: [verify-nix.sh]\n", StringComparison.Ordinal)
            .Replace("nix:\n", "nix:\n  settings: {cores: 2}\n", StringComparison.Ordinal)
            .Replace("ami:\n", "ami:\n  tags: {team: tls}\n  snapshotTags: {team: tls}\n  allow: [/opt/a]\n", StringComparison.Ordinal)));
        return stream;
    }

    private static IEnumerable<(string Name, YamlScalarNode Scalar)> Scalars(YamlStream stream) => Scalars(stream.Documents[0].RootNode, "");

    private static IEnumerable<(string Name, YamlScalarNode Scalar)> Scalars(YamlNode node, string path) => node switch
    {
        YamlMappingNode mapping => mapping.Children.SelectMany(pair => Scalars(pair.Value, path.Length > 0 ? $"{path}.{pair.Key}" : $"{pair.Key}")),
        YamlSequenceNode list => list.Children.SelectMany((item, i) => Scalars(item, $"{path}.{i}")),
        _ => [(path, (YamlScalarNode)node)],
    };

    private static Recipe WithScripts(Recipe recipe) => recipe with
    {
        Scripts = new RecipeScripts
        {
            InstallDeps = [.. recipe.Scripts.InstallDeps.Select(With)],
            ConfigureNix = [.. recipe.Scripts.ConfigureNix.Select(With)],
            SnapshotAmi = [.. recipe.Scripts.SnapshotAmi.Select(With)],
        },
        Instance = recipe.Instance with { SsmAgent = null },
    };

    private static RecipeScript With(RecipeScript script) => script with { Content = Show };
}
