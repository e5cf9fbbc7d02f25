using Fleetyard.Yaml;

namespace Fleetyard.Images.Recipes;

/// <summary>Reads image recipes; a file with faults yields every one of them.</summary>
public static class ImageRecipeReader
{
    /// <summary>Reads one file.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ImageRecipeResult Read(string file)
    {
        var findings = new Findings(file);
        return Result(YamlFile.Read(findings), findings);
    }

    /// <summary>Reads a text as if it stood in a file.</summary>
    public static ImageRecipeResult Read(string file, string text)
    {
        var findings = new Findings(file);
        return Result(YamlFile.Read(text, findings), findings);
    }

    private static ImageRecipeResult Result(Section? root, Findings findings)
    {
        var recipe = root is null ? null : ImageRecipeReading.Read(root);
        return new(findings.File, findings.Faults.Count == 0 ? recipe : null, findings.Faults);
    }
}
