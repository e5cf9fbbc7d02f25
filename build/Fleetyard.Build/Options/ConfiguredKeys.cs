using System.Collections;
using Fleetyard.Recipes;

namespace Fleetyard.Build.Options;

/// <summary>Fleetyard's keys in <c>cake.config</c> and the environment; a misspelt one would else be passed over in silence.</summary>
/// <param name="folder">The folder of <c>cake.config</c>.</param>
/// <param name="environment">The environment's variables.</param>
public sealed class ConfiguredKeys(string folder, IDictionary environment)
{
    private const string Section = "[Fleetyard]";
    private const string VariablePrefix = "CAKE_FLEETYARD_";

    /// <summary>What is wrong with them in one line, or null.</summary>
    public string? Fault => InFile() ?? InEnvironment();

    private string? InFile()
    {
        var path = Path.Combine(folder, "cake.config");
        if (!File.Exists(path))
        {
            return null;
        }

        var known = OptionCatalog.Fleetyard.Select(option => option.ConfigurationKey).ToList();
        var (ours, number) = (false, 0);
        foreach (var line in File.ReadLines(path).Select(line => line.Trim()))
        {
            number++;
            if (line.StartsWith('['))
            {
                ours = line.Equals(Section, StringComparison.OrdinalIgnoreCase);
                continue;
            }

            if (!ours || line.Length == 0 || line[0] is ';' or '#')
            {
                continue;
            }

            var key = line.Split('=')[0].Trim();
            if (!known.Contains(key, StringComparer.OrdinalIgnoreCase))
            {
                return $"{path}:{number}: '{key}' is not a key of {Section}; the nearest is '{Nearest.To(key, known)}' ({string.Join(", ", known)}).";
            }

            if (line.EndsWith('='))
            {
                return $"{path}:{number}: '{key}' has no value; give it one, or put a ; before the line.";
            }
        }

        return null;
    }

    private string? InEnvironment()
    {
        var known = OptionCatalog.Fleetyard.Select(option => option.EnvironmentVariable).ToList();
        var unknown = environment.Keys.Cast<string>().FirstOrDefault(name => name.StartsWith(VariablePrefix, StringComparison.OrdinalIgnoreCase) && !known.Contains(name, StringComparer.OrdinalIgnoreCase));
        return unknown is null ? null : $"The environment variable {unknown} is no option's; the nearest is {Nearest.To(unknown, known)}.";
    }
}
