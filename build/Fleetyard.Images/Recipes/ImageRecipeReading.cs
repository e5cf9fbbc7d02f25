using Fleetyard.Images.Inventories;
using Fleetyard.Yaml;

namespace Fleetyard.Images.Recipes;

/// <summary>Turns the sections of a file into an image recipe; where a fault was told, what comes back is not used.</summary>
internal static class ImageRecipeReading
{
    public static ImageRecipe? Read(Section root)
    {
        var name = root.Text("name", Rule.RecipeName, required: true);
        var description = root.Text("description", Rule.OneLine);
        var sets = Sets(root);
        var must = Clauses(root, "must", sets, clause => clause.Covered);
        var mustNot = Clauses(root, "mustNot", sets, clause => $"{clause.Covered} {clause.Said}");
        var nothingElse = root.Texts("nothingElse", ImageRules.SetOf(sets));
        var resolve = root.Flag("symlinksMustResolve");
        root.NoOthers();

        return name is null ? null : new ImageRecipe
        {
            Name = name,
            Description = description ?? "",
            Sets = sets,
            Must = must,
            MustNot = mustNot,
            NothingElse = [.. nothingElse.Distinct()],
            SymlinksMustResolve = resolve ?? true,
        };
    }

    private static IReadOnlyList<ArtifactSet> Sets(Section root)
    {
        var sets = new List<ArtifactSet>();
        foreach (var (text, section) in root.Entries("sets", ImageRules.UsualSet.Allowed, most: 20, ImageRules.UsualSet))
        {
            var set = section is null ? ArtifactSet.Usual.First(usual => usual.Name == text) : Set(section);
            if (sets.Any(other => other.Name == set?.Name))
            {
                root.Fault("sets", $"sets has '{set!.Name}' twice (each name once)");
            }
            else if (set is not null)
            {
                sets.Add(set);
            }
        }

        return sets.Count > 0 ? sets : ArtifactSet.Usual;
    }

    private static ArtifactSet? Set(Section section)
    {
        var name = section.Text("name", Rule.RecipeName, required: true);
        var family = section.Choice("family", ImageRules.Families);
        var patterns = section.Texts("patterns", ImageRules.Pattern, least: 1);
        var except = section.Texts("except", ImageRules.Pattern);
        section.NoOthers();
        return name is null ? null : new ArtifactSet
        {
            Name = name,
            Family = family ?? ImageRules.Families.GetValueOrDefault(name),
            Patterns = patterns,
            Except = except,
        };
    }

    private static List<ImageClause> Clauses(Section root, string key, IReadOnlyList<ArtifactSet> sets, Func<ImageClause, string> identity)
    {
        var clauses = new Dictionary<string, ImageClause>(StringComparer.Ordinal);
        foreach (var (_, section) in root.Entries(key, "a mapping with set", ImageRules.MostClauses))
        {
            if (Clause(section!, sets) is { } clause && !clauses.TryAdd(identity(clause), clause))
            {
                section!.Fault("set", $"{section.Name("set")} is of an entry that is about '{Rule.Shown(identity(clause))}', as one before it is (put the two together)");
            }
        }

        return [.. clauses.Values];
    }

    private static ImageClause? Clause(Section section, IReadOnlyList<ArtifactSet> sets)
    {
        var set = section.Text("set", ImageRules.SetOf(sets), required: true);
        var installation = section.Text("installation", ImageRules.Place);
        var path = section.Text("path", ImageRules.Place);
        var program = section.Text("program", ImageRules.Program);
        var implementation = section.Text("implementation", ImageRules.Implementation);
        var version = section.Text("version", ImageRules.Version);
        var machine = section.Text("machine", ImageRules.Machine);
        var kinds = section.Texts("kinds", ImageRules.Kind);
        section.NoOthers();

        if (section.Has("installation") && section.Has("path"))
        {
            section.Fault("path", $"{section.Name("path")} stands beside an installation (one of the two)");
        }

        if (set is null)
        {
            return null;
        }

        var family = sets.First(known => known.Name == set).Family;
        OnlyOf(ArtifactFamily.Clang, "program");
        OnlyOf(ArtifactFamily.Libcrypto, "implementation");
        return new ImageClause
        {
            Set = set,
            Installation = installation,
            Path = path,
            Program = program,
            Implementation = implementation,
            Version = version is null ? null : VersionRange.Parse(version),
            Machine = machine,
            Kinds = [.. kinds.Select(kind => ArtifactKinds.ByName[kind]).Distinct().Order()],
        };

        void OnlyOf(ArtifactFamily owner, string key)
        {
            if (family != owner && section.Has(key))
            {
                section.Fault(key, $"{section.Name(key)} is known of the family {owner.ToString().ToLowerInvariant()} only, and {set} is of the family {family.ToString().ToLowerInvariant()} (leave it out)");
            }
        }
    }
}
