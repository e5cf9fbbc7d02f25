using Fleetyard.Yaml;

namespace Fleetyard.Build.Options;

/// <summary>Reads the command line before Cake does, to refuse what neither of them knows.</summary>
public sealed class CommandLine(IReadOnlyList<string> arguments, IReadOnlyCollection<string> targets)
{
    private static readonly char[] Separators = ['=', ':'];
    private static readonly string[] CakeSections = ["NuGet_", "Paths_", "Settings_"];
    private static readonly string[] DryRun = ["dryrun", "noop", "whatif"];

    /// <summary>What is wrong with the command line in one line, or null.</summary>
    public string? Fault => UnknownOption() ?? UnknownTarget();

    /// <summary>The folder to work in, or null for the current one.</summary>
    public string? Working => Values("working").Concat(Values("w")).LastOrDefault();

    /// <summary>Whether stdout is for a machine alone; null where the command line does not say.</summary>
    public bool? IsForMachine => Values("output").Select(value => (bool?)Output.IsForMachine(value)).Aggregate((bool?)null, (any, one) => any == true || one == true);

    /// <summary>Whether tasks are only listed; their criteria are asked all the same, and must not touch a cloud.</summary>
    public bool IsDryRun => arguments.Where(IsOption).Select(NameOf).Any(name => DryRun.Contains(name, StringComparer.OrdinalIgnoreCase));

    private string? UnknownOption()
    {
        var known = OptionCatalog.Fleetyard.Select(option => option.Name).Concat(OptionCatalog.Cake).ToList();
        var unknown = arguments.Where(IsOption).Select(NameOf)
            .FirstOrDefault(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase) && !IsConfiguration(name));
        return unknown is null
            ? null
            : $"Unknown option '{Shown(unknown)}'. The nearest known one is '{Shown(Nearest.To(unknown, known))}'; ./build.sh lists them all.";
    }

    private string? UnknownTarget()
    {
        var unknown = Values("target").Concat(Values("t")).FirstOrDefault(target => !targets.Contains(target, StringComparer.OrdinalIgnoreCase));
        return unknown is null
            ? null
            : $"Unknown target '{unknown}'. The nearest known one is '{Nearest.To(unknown, targets)}'; ./build.sh lists them all.";
    }

    private IEnumerable<string> Values(string name)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (!IsOption(arguments[i]) || !NameOf(arguments[i]).Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var separator = arguments[i].IndexOfAny(Separators);
            if (separator >= 0)
            {
                yield return arguments[i][(separator + 1)..].Trim('"');
            }
            else if (i + 1 < arguments.Count && !IsOption(arguments[i + 1]))
            {
                yield return arguments[i + 1];
            }
        }
    }

    /// <summary>Two dashes alone part the options from what follows them.</summary>
    private static bool IsOption(string argument) => argument.Length > 1 && argument[0] == '-' && argument != "--";

    private static string NameOf(string argument) => argument.TrimStart('-').Split(Separators)[0];

    private static string Shown(string name) => (name.Length == 1 ? "-" : "--") + name;

    /// <summary>Cake takes any key of <c>cake.config</c> as an argument too, such as <c>--nuget_source</c>.</summary>
    private static bool IsConfiguration(string name) => CakeSections.Any(section => name.StartsWith(section, StringComparison.OrdinalIgnoreCase))
        || OptionCatalog.Fleetyard.Any(option => name.Equals($"Fleetyard_{option.ConfigurationKey}", StringComparison.OrdinalIgnoreCase));
}
