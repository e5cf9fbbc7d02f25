using System.Globalization;
using System.Text;
using Fleetyard.Fleets.Runs;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Provisioning;

/// <summary>The values of a recipe's secrets, taken from the caller's environment when they are used and written down nowhere.</summary>
internal static class Secrets
{
    /// <summary>What is shorter cannot be hidden without hiding half of a log.</summary>
    private const int Least = 8;

    /// <summary>What is longer does not go into a process's environment, which takes 128 KiB a variable.</summary>
    private const int Most = 64 * 1024;

    /// <summary>Sees to it that every secret of the recipe is there, before anything is launched for it.</summary>
    /// <exception cref="FleetException">One is not set, or cannot be kept secret.</exception>
    public static void Check(FleetRun run)
    {
        foreach (var name in run.Recipe.Environment.Secrets.Values.Distinct())
        {
            Of(run, name);
        }
    }

    /// <summary>A script's secret variables with their values.</summary>
    /// <exception cref="FleetException">One is not set, or cannot be kept secret.</exception>
    public static IReadOnlyDictionary<string, string> Of(FleetRun run, RecipeScript script) => script.Secrets.ToDictionary(secret => secret.Key, secret => Of(run, secret.Value));

    /// <summary>What is hidden wherever it stands: each secret that is set, every longer line of it, and both as base64.</summary>
    public static IEnumerable<string> Hidden(FleetRun run) => run.Recipe.Environment.Secrets.Values.Distinct()
        .Select(name => run.Settings.Variable(name) ?? "")
        .SelectMany(value => value.Split('\n', StringSplitOptions.TrimEntries).Append(value))
        .Where(part => part.Length >= Least)
        .SelectMany(part => Forms(part, Convert.ToBase64String(Encoding.UTF8.GetBytes(part))));

    /// <summary>The end of base64 is another where more follows the value.</summary>
    private static string[] Forms(string part, string base64) => [part, base64, base64.TrimEnd('=')[..^1]];

    private static string Of(FleetRun run, string name)
    {
        var value = run.Settings.Variable(name);
        var wrong = string.IsNullOrEmpty(value) ? "is not set"
            : value.Length is < Least or > Most ? string.Create(CultureInfo.InvariantCulture, $"has {value.Length} characters, and a secret has {Least} to {Most}")
            : null;
        return wrong is null
            ? value!
            : throw new FleetException($"{run.Recipe.File} takes a secret from the environment variable {name}, which {wrong}; set it, and run the same command again.");
    }
}
