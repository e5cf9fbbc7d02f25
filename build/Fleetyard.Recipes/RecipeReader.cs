using Fleetyard.Recipes.Reading;
using Fleetyard.Yaml;

namespace Fleetyard.Recipes;

/// <summary>Reads recipe files; a file with faults yields every one of them.</summary>
/// <param name="scripts">The folder of the scripts that recipes run.</param>
public sealed class RecipeReader(string scripts)
{
    /// <summary>Reads one file.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public RecipeResult Read(string file)
    {
        var findings = new Findings(file);
        return Result(YamlFile.Read(findings), findings);
    }

    /// <summary>Reads a text as if it stood in a file.</summary>
    public RecipeResult Read(string file, string text)
    {
        var findings = new Findings(file);
        return Result(YamlFile.Read(text, findings), findings);
    }

    private RecipeResult Result(Section? root, Findings findings)
    {
        var recipe = root is null ? null : new FleetRecipeReading(findings.File, new ScriptFolder(scripts)).Read(root);
        return new(findings.File, findings.Faults.Count == 0 ? recipe : null, findings.Faults) { Warnings = findings.Warnings };
    }
}
