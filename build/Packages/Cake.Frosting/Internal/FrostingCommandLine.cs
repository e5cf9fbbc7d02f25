using Cake.Core.Diagnostics;

namespace Cake.Frosting.Internal;

/// <summary>A command line, split into what Frosting itself knows and what belongs to the build.</summary>
internal sealed record FrostingCommandLine
{
    private static readonly Dictionary<string, string> Switches = new(StringComparer.OrdinalIgnoreCase)
    {
        ["-t"] = "target",
        ["-w"] = "working",
        ["-v"] = "verbosity",
        ["-e"] = "exclusive",
        ["-h"] = "help",
        ["--descriptions"] = "description",
        ["--showdescription"] = "description",
        ["--showtree"] = "tree",
        ["--noop"] = "dryrun",
        ["--whatif"] = "dryrun",
    };

    private static readonly string[] Flags = ["description", "tree", "dryrun", "exclusive", "version", "info", "help"];

    private static readonly Dictionary<string, Verbosity> Verbosities = new(StringComparer.OrdinalIgnoreCase)
    {
        ["q"] = Verbosity.Quiet,
        ["m"] = Verbosity.Minimal,
        ["n"] = Verbosity.Normal,
        ["v"] = Verbosity.Verbose,
        ["d"] = Verbosity.Diagnostic,
    };

    /// <summary>Every argument by its name without dashes, the known ones too; a flag's value is "true".</summary>
    public required ILookup<string, string> Arguments { get; init; }

    /// <summary>What is wrong with the command line, or null.</summary>
    public string? Fault { get; init; }

    public Verbosity Verbosity { get; init; } = Verbosity.Normal;

    public IReadOnlyList<string> Targets => Arguments["target"].Where(target => target.Length > 0).ToList() is { Count: > 0 } targets ? targets : ["Default"];

    public string? Working => Arguments["working"].LastOrDefault();

    public bool Has(string flag) => Arguments.Contains(flag) && !string.Equals(Arguments[flag].Last(), "false", StringComparison.OrdinalIgnoreCase);

    public static FrostingCommandLine Parse(IEnumerable<string> args)
    {
        var words = args.ToList();
        var arguments = new List<KeyValuePair<string, string>>();
        string? fault = null;
        for (var i = 0; i < words.Count; i++)
        {
            if (!IsOption(words[i]))
            {
                fault ??= $"The argument '{words[i]}' has no name; write --name={words[i]}.";
                continue;
            }

            var (name, value) = Split(words[i]);
            var isFlag = Flags.Contains(name, StringComparer.OrdinalIgnoreCase);
            if (value is null && !isFlag && i + 1 < words.Count && !IsOption(words[i + 1]))
            {
                value = words[++i];
            }

            arguments.Add(new(name, value is null ? "true" : Unquoted(value)));
        }

        var lookup = arguments.ToLookup(argument => argument.Key, argument => argument.Value, StringComparer.OrdinalIgnoreCase);
        var verbosity = VerbosityOf(lookup["verbosity"].LastOrDefault(), ref fault);
        return new FrostingCommandLine { Arguments = lookup, Fault = fault, Verbosity = verbosity };
    }

    private static (string Name, string? Value) Split(string word)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        var option = equals < 0 ? word : word[..equals];
        return (Switches.GetValueOrDefault(option) ?? option.TrimStart('-'), equals < 0 ? null : word[(equals + 1)..]);
    }

    private static Verbosity VerbosityOf(string? text, ref string? fault)
    {
        if (text is null)
        {
            return Verbosity.Normal;
        }

        if (Verbosities.TryGetValue(text, out var verbosity) || (Enum.TryParse(text, ignoreCase: true, out verbosity) && Enum.IsDefined(verbosity)))
        {
            return verbosity;
        }

        fault ??= $"The verbosity '{text}' is not known; it is quiet, minimal, normal, verbose or diagnostic.";
        return Verbosity.Normal;
    }

    private static bool IsOption(string word) => word.Length > 1 && word[0] == '-' && !char.IsAsciiDigit(word[1]);

    private static string Unquoted(string value) => value is ['"', .., '"'] ? value[1..^1] : value;
}
