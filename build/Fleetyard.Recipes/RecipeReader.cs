using System.Text;
using Fleetyard.Recipes.Reading;

namespace Fleetyard.Recipes;

/// <summary>Reads recipe files; a file with faults yields every one of them.</summary>
/// <param name="scripts">The folder of the scripts that recipes run.</param>
public sealed class RecipeReader(string scripts)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads one file.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public RecipeResult Read(string file)
    {
        var bytes = File.ReadAllBytes(file);
        try
        {
            return Read(file, Utf8.GetString(bytes).TrimStart('\uFEFF'));
        }
        catch (DecoderFallbackException e)
        {
            var line = bytes.AsSpan(0, e.Index).Count((byte)'\n') + 1;
            return new(file, null, [new(file, line, 1, "the file is not UTF-8 (save it as UTF-8)")]);
        }
    }

    /// <summary>Reads a text as if it stood in a file.</summary>
    public RecipeResult Read(string file, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var findings = new Findings(file);
        var recipe = YamlFile.Read(text, findings) is { } root
            ? new FleetRecipeReading(file, new ScriptFolder(scripts)).Read(new Section(root, "", findings))
            : null;
        return new(file, findings.Faults.Count == 0 ? recipe : null, findings.Faults) { Warnings = findings.Warnings };
    }
}
