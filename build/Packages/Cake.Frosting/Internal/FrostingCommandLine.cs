using Cake.Cli;
using Cake.Core;
using Cake.Core.Diagnostics;

namespace Cake.Frosting.Internal;

/// <summary>A command line, split into what Frosting itself knows and what belongs to the build.</summary>
/// <remarks>Forms: <c>--name value</c>, <c>--name=value</c>, <c>--name:value</c>, <c>--flag</c>; after <c>--</c> everything is the build's.</remarks>
internal sealed class FrostingCommandLine
{
    private readonly List<KeyValuePair<string, string?>> known = [];
    private readonly List<KeyValuePair<string, string?>> own = [];

    public FrostingCommandLine(IEnumerable<string> args)
    {
        Read([.. args]);
        Verbosity = ReadVerbosity();
    }

    /// <summary>What is wrong with the command line, or null.</summary>
    public string? Fault { get; private set; }

    /// <summary>As asked for, or null.</summary>
    public Verbosity? Verbosity { get; }

    public IReadOnlyList<string> Targets => Values(FrostingOptions.Target) is { Count: > 0 } targets ? targets : ["Default"];

    public string? Working => Values(FrostingOptions.Working).LastOrDefault();

    /// <summary>The build's own arguments and the targets; a flag's value is null, as Cake 7 has it.</summary>
    public ICakeArguments Arguments => new CakeArguments(own
        .Concat(Targets.Select(target => KeyValuePair.Create(FrostingOptions.Target, (string?)target)))
        .Concat(Has(FrostingOptions.NoReport) ? [KeyValuePair.Create("Settings_NoReport", (string?)"True")] : Array.Empty<KeyValuePair<string, string?>>())
        .ToLookup(argument => argument.Key, argument => argument.Value!, StringComparer.OrdinalIgnoreCase));

    public bool Has(string flag) => known.LastOrDefault(option => option.Key == flag) is { Key: not null, Value: var value }
        && !string.Equals(value, "false", StringComparison.OrdinalIgnoreCase);

    private List<string> Values(string option) => [.. known.Where(given => given.Key == option && given.Value is not null).Select(given => given.Value!)];

    private void Read(List<string> words)
    {
        var end = words.IndexOf("--") is var index and >= 0 ? index : words.Count;
        for (var i = 0; i < words.Count; i++)
        {
            if (i == end)
            {
                continue;
            }

            if (!IsOption(words[i]))
            {
                Fault ??= $"The argument '{words[i]}' has no name; write --name={words[i]}.";
                continue;
            }

            var (name, value) = Split(words[i]);
            var option = i < end ? FrostingOptions.Find(name) : null;
            if (value is null && (option is null || FrostingOptions.TakesValue(option)) && i + 1 < words.Count && i + 1 != end && !IsOption(words[i + 1]))
            {
                value = words[++i];
            }
            else if (value is "" || (value is null && option is not null && FrostingOptions.TakesValue(option)))
            {
                Fault ??= $"The option '{words[i]}' has no value; write {words[i].TrimEnd('=', ':')} <value>.";
            }

            (option is null ? own : known).Add(new(option ?? name, value));
        }
    }

    private static (string Name, string? Value) Split(string word)
    {
        var name = word.TrimStart('-');
        var end = name.AsSpan().IndexOfAny('=', ':');
        return end < 0 ? (name, null) : (name[..end], name[(end + 1)..]);
    }

    private Verbosity? ReadVerbosity()
    {
        if (Values(FrostingOptions.Verbosity).LastOrDefault() is not { } text)
        {
            return null;
        }

        try
        {
            return (Verbosity?)new VerbosityConverter().ConvertFrom(text);
        }
        catch (Exception e) when (e is CakeException or InvalidOperationException)
        {
            Fault ??= $"The verbosity '{text}' is not known; it is quiet, minimal, normal, verbose or diagnostic.";
            return null;
        }
    }

    /// <summary>A minus before a digit is a number's.</summary>
    private static bool IsOption(string word) => word.Length > 1 && word[0] == '-' && !char.IsAsciiDigit(word[1]);
}
