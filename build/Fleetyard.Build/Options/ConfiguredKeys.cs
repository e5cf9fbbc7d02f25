using System.Collections;
using Fleetyard.Yaml;

namespace Fleetyard.Build.Options;

/// <summary>Fleetyard's keys in <c>cake.config</c> and the environment; a misspelt one would else be passed over in silence.</summary>
/// <param name="folder">The folder of <c>cake.config</c>.</param>
/// <param name="environment">The environment's variables.</param>
public sealed class ConfiguredKeys(string folder, IDictionary environment)
{
    private const string Section = "[Fleetyard]";
    private const string VariablePrefix = "CAKE_FLEETYARD_";

    private readonly string path = Path.Combine(folder, "cake.config");

    /// <summary>What is wrong with them in one line, or null.</summary>
    public string? Fault => InFile() ?? InEnvironment();

    /// <summary>Whether they want stdout for a machine alone; known before Cake begins to print.</summary>
    public bool AreForMachine => (environment[VariablePrefix + "OUTPUT"] as string ?? Lines().LastOrDefault(line => line.Key.Equals("Output", StringComparison.OrdinalIgnoreCase)).Value)
        ?.Split(',').Any(Output.IsForMachine) == true;

    /// <summary>Everything that the file and the environment say of an option, and where; not only what wins.</summary>
    public IReadOnlyList<(string Place, string Value)> Of(Option option)
    {
        ArgumentNullException.ThrowIfNull(option);
        var places = Lines().Where(line => line.Key.Equals(option.ConfigurationKey, StringComparison.OrdinalIgnoreCase))
            .Select(line => ($"{option.ConfigurationKey} in {path}:{line.Number}", line.Value)).ToList();
        if (environment[option.EnvironmentVariable] is string { Length: > 0 } value)
        {
            places.Add((option.EnvironmentVariable, value));
        }

        return places;
    }

    private string? InFile()
    {
        var known = OptionCatalog.Fleetyard.Select(option => option.ConfigurationKey).ToList();
        foreach (var (number, key, value) in Lines())
        {
            if (!known.Contains(key, StringComparer.OrdinalIgnoreCase))
            {
                return $"{path}:{number}: '{key}' is not a key of {Section}; the nearest is '{Nearest.To(key, known)}' ({string.Join(", ", known)}).";
            }

            if (value.Length == 0)
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

    /// <summary>The lines of our section.</summary>
    private IEnumerable<(int Number, string Key, string Value)> Lines()
    {
        if (!File.Exists(path))
        {
            yield break;
        }

        var (ours, number) = (false, 0);
        foreach (var line in File.ReadLines(path).Select(line => line.Trim()))
        {
            number++;
            if (line.StartsWith('['))
            {
                ours = line.Equals(Section, StringComparison.OrdinalIgnoreCase);
            }
            else if (ours && line.Length > 0 && line[0] is not (';' or '#'))
            {
                var parts = line.Split('=', 2);
                yield return (number, parts[0].Trim(), parts.Length > 1 ? parts[1].Trim() : "");
            }
        }
    }
}
