using Fleetyard.Recipes.Reading;

namespace Fleetyard.Recipes;

/// <summary>Reads recipe files; a file with faults yields every one of them.</summary>
/// <param name="scripts">The folder of the scripts that recipes run.</param>
public sealed class RecipeReader(string scripts)
{
    /// <summary>Reads one file.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public RecipeResult Read(string file) => Read(file, File.ReadAllText(file));

    /// <summary>Reads a text as if it stood in a file.</summary>
    public RecipeResult Read(string file, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var faults = new List<RecipeFault>();
        var recipe = YamlFile.Read(file, text, faults) is { } root
            ? new FleetRecipeReading(file, new ScriptFolder(scripts)).Read(new Section(file, root, "", faults))
            : null;
        return new(file, faults.Count == 0 ? recipe : null, [.. faults.OrderBy(fault => fault.Line).ThenBy(fault => fault.Column)]);
    }
}
