using Fleetyard.Yaml;

namespace Fleetyard.Recipes.Reading;

/// <summary>Reads a recipe's <c>dependencies</c> section.</summary>
internal static class DependenciesReading
{
    /// <summary>The dependencies, and the names of the recipe's own scripts.</summary>
    public static (Dependencies Dependencies, IReadOnlyList<string> Scripts) Read(Section? section, ScriptFolder scripts)
    {
        if (section is null)
        {
            return (new Dependencies(), []);
        }

        var update = section.Flag("update");
        var packages = section.Texts("packages", Rules.Package);
        var extra = section.Texts("scripts", scripts.Name);
        section.NoOthers();
        return (new Dependencies { Update = update ?? true, Packages = packages }, extra);
    }
}
