namespace Fleetyard.Recipes.Reading;

/// <summary>The scripts that recipes run, each a file of one folder.</summary>
internal sealed class ScriptFolder(string folder)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(30);

    public bool Has(string name) => File.Exists(Path.Combine(folder, name));

    public RecipeScript Read(string name, params (string Name, string Value)[] environment) =>
        new(name, File.ReadAllText(Path.Combine(folder, name)), environment.ToDictionary(variable => variable.Name, variable => variable.Value), Timeout);
}
