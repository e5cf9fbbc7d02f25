using Fleetyard.Yaml;

namespace Fleetyard.Recipes.Reading;

/// <summary>The scripts that recipes run, each a file of one folder.</summary>
internal sealed class ScriptFolder(string folder)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(30);

    /// <summary>The name of one of the folder's scripts.</summary>
    public Rule Name => Rules.Script with
    {
        Accepts = name => Rules.Script.Accepts(name) && Has(name),
        Reason = name => Rules.Script.Accepts(name) ? Missing(name) : null,
    };

    public RecipeScript Read(string name, params (string Name, string Value)[] environment) =>
        new(name, File.ReadAllText(Path.Combine(folder, name)), environment.ToDictionary(variable => variable.Name, variable => variable.Value), Timeout);

    private bool Has(string name) => File.Exists(Path.Combine(folder, name));

    private string Missing(string name)
    {
        var names = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.sh").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ToList() : [];
        return Nearest.TryTo(name, names, out var nearest)
            ? $"recipes/scripts has no such file; the nearest is '{nearest}'"
            : $"recipes/scripts has no such file; it holds {string.Join(", ", names)}";
    }
}
