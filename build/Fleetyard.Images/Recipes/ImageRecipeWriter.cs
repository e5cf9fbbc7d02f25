using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Fleetyard.Images.Inventories;

namespace Fleetyard.Images.Recipes;

/// <summary>Writes a recipe as the text of its file, which reads back as the same recipe.</summary>
public static partial class ImageRecipeWriter
{
    /// <summary>The text, with the line that names the schema to editors, for a file in <c>recipes/images</c>.</summary>
    public static string Write(ImageRecipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var text = new StringBuilder("# yaml-language-server: $schema=../image.schema.json\n");
        Line(text, "name: ", recipe.Name);
        Line(text, "description: ", recipe.Description.Length > 0 ? recipe.Description : null);
        if (!recipe.Sets.SequenceEqual(ArtifactSet.Usual))
        {
            Sets(text, recipe.Sets);
        }

        Clauses(text, "must", recipe.Must);
        Clauses(text, "mustNot", recipe.MustNot);
        List(text, "nothingElse: ", recipe.NothingElse);
        return (recipe.SymlinksMustResolve ? text : text.Append("symlinksMustResolve: false\n")).ToString();
    }

    private static void Sets(StringBuilder text, IReadOnlyList<ArtifactSet> sets)
    {
        text.Append("sets:\n");
        foreach (var set in sets)
        {
            if (ArtifactSet.Usual.Contains(set))
            {
                Line(text, "  - ", set.Name);
                continue;
            }

            Line(text, "  - name: ", set.Name);
            Line(text, "    family: ", ImageRules.Families.First(family => family.Value == set.Family).Key);
            List(text, "    patterns: ", set.Patterns);
            List(text, "    except: ", set.Except);
        }
    }

    private static void Clauses(StringBuilder text, string key, IReadOnlyList<ImageClause> clauses)
    {
        text.Append(clauses.Count > 0 ? key + ":\n" : "");
        foreach (var clause in clauses)
        {
            Line(text, "  - set: ", clause.Set);
            Line(text, "    installation: ", clause.Installation);
            Line(text, "    path: ", clause.Path);
            Line(text, "    program: ", clause.Program);
            Line(text, "    implementation: ", clause.Implementation);
            Line(text, "    version: ", clause.Version?.Text);
            Line(text, "    machine: ", clause.Machine);
            List(text, "    kinds: ", [.. clause.Kinds.Select(kind => kind.Name())]);
        }
    }

    private static void Line(StringBuilder text, string begin, string? value)
    {
        if (value is not null)
        {
            text.Append(begin).Append(Scalar(value)).Append('\n');
        }
    }

    private static void List(StringBuilder text, string begin, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
        {
            text.Append(begin).Append('[').AppendJoin(", ", values.Select(Scalar)).Append("]\n");
        }
    }

    /// <summary>Without quotes where nobody could take it for anything but that text, else in single quotes; in double ones what no screen shows.</summary>
    private static string Scalar(string value)
    {
        if (Plain.IsMatch(value))
        {
            return value;
        }

        return Unseen.IsMatch(value)
            ? $"\"{Unseen.Replace(value.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal), Escaped)}\""
            : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
    }

    private static string Escaped(Match unseen) => string.Create(CultureInfo.InvariantCulture, $@"\u{(int)unseen.ValueSpan[0]:x4}");

    [GeneratedRegex(@"^(?!(?:true|false|null|yes|no|on|off|y|n)\z)[A-Za-z/][A-Za-z0-9/._+-]*\z", RegexOptions.IgnoreCase)]
    private static partial Regex Plain { get; }

    /// <summary>Control characters and their like, and spaces and line ends other than the space.</summary>
    [GeneratedRegex(@"[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|(?! )\p{Zs}")]
    private static partial Regex Unseen { get; }
}
