using System.Text.RegularExpressions;
using Cake.Core;
using Fleetyard.Images;

namespace Fleetyard.Build.Options;

/// <summary>Reads the options: an argument first, then Cake's configuration, which knows <c>cake.config</c> and the environment.</summary>
public sealed partial class OptionReader(ICakeContext context)
{
    private static readonly Dictionary<string, ImageSourceKind> SourceKinds = Enum.GetValues<ImageSourceKind>()
        .ToDictionary(kind => string.Concat(kind.ToString().Select((letter, index) => index > 0 && char.IsUpper(letter) ? $"-{letter}" : $"{letter}")).ToLowerInvariant());

    /// <summary>All options, checked.</summary>
    /// <exception cref="CakeException">A value is not one that the option takes.</exception>
    public BuildOptions Read() => new()
    {
        Recipes = Values("recipe") is { Count: > 0 } recipes ? recipes : ["ktls-debian-13-x86_64"],
        Cloud = OneOf("cloud", "local", "aws") == "aws" ? CloudName.Aws : CloudName.Local,
        Instances = OneOf("instances", "auto", "docker", "overlay", "simulated") is var kind && kind == "auto" ? null : kind,
        Latency = Value("latency") ?? "none",
        Faults = Value("faults"),
        Json = OneOf("output", Output.Table, "json") == "json",
        Owner = Value("owner") ?? Environment.UserName,
        Profile = Value("profile"),
        Artifacts = Path.GetFullPath(Value("artifacts") ?? "artifacts", context.Environment.WorkingDirectory.FullPath),
        SourceAmi = SourceAmi(),
        Force = Flag("force"),
        OnError = ReadOnError(),
        Regions = Regions(),
        Yes = Flag("yes"),
        Filter = Value("filter"),
        Seed = Value("seed"),
        AllowDirty = Flag("allow-dirty"),
    };

    /// <summary>The options of images, checked.</summary>
    /// <exception cref="CakeException">A value is not one that the option takes.</exception>
    public ImageOptions ReadImages() => new()
    {
        Images = Values("image"),
        Recipes = Values("recipe"),
        Outputs = Outputs(),
        Source = new ImageSourceOptions
        {
            Source = Source(),
            Platform = Platform(),
            Layers = Flag("layers"),
            AllowRun = Flag("allow-run"),
            CacheDirectory = Flag("no-cache") ? null : Fleetyard.Images.Cache.LayerCache.DefaultFolder,
        },
        FailOn = Value("fail-on"),
        Privileged = Flag("privileged"),
    };

    private string? SourceAmi() => Value("source-ami") is not { } value || AmiIds().IsMatch(value)
        ? Value("source-ami")
        : throw new CakeException($"--source-ami={value} is no AMI's id; write one such as ami-0123456789abcdef0.");

    private List<string> Regions()
    {
        List<string> names = [.. Values("regions").SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries)).Distinct()];
        return names is ["all"] || names.TrueForAll(name => RegionNames().IsMatch(name))
            ? names
            : throw new CakeException($"--regions={string.Join(',', names)} is not known; it takes all, or names of regions such as us-west-2,eu-west-1.");
    }

    private OnError ReadOnError()
    {
        var told = OneOf("on-error", "cleanup", "keep", "ask");
        return (Flag("keep"), told) switch
        {
            (true, "keep") => OnError.Keep,
            (true, _) when Value("on-error") is { } other => throw new CakeException($"--keep is short for --on-error=keep, and --on-error={other} says otherwise; leave one of them out."),
            (true, _) => OnError.Keep,
            _ => Enum.Parse<OnError>(told, ignoreCase: true),
        };
    }

    private ImageSourceKind? Source() => OneOf("source", ["auto", .. SourceKinds.Keys]) switch
    {
        "auto" => null,
        "run" when !Flag("allow-run") => throw new CakeException("--source=run lets find of the image itself run; allow it with --allow-run, or leave the source open."),
        var source => SourceKinds[source],
    };

    private string? Platform() => Value("platform") is not { } value || Platforms().IsMatch(value)
        ? Value("platform")
        : throw new CakeException($"--platform={value} is no platform; write <os>/<architecture>, such as linux/arm64 or linux/arm/v7.");

    private IReadOnlyList<Output> Outputs()
    {
        var values = Values("output");
        IReadOnlyList<Output> outputs = values.Count == 0 ? [new(Output.Table, null)] : [.. values.Select(value => Output.Parse(value, context.Environment.WorkingDirectory.FullPath))];
        if (values.FirstOrDefault(value => value.EndsWith(':')) is { } nameless)
        {
            throw new CakeException($"--output={nameless} names no file; write --output={nameless}<file>, or --output={nameless.TrimEnd(':')} for standard output.");
        }

        var toStandardOutput = outputs.Where(output => output is { File: null, Format: not Output.Table }).ToList();
        return toStandardOutput.Count < 2
            ? outputs
            : throw new CakeException($"--output asks for {string.Join(" and ", toStandardOutput.Select(output => output.Format))} on standard output; give all but one a file, as --output={toStandardOutput[1].Format}:<file>.");
    }

    private List<string> Values(string name)
    {
        var given = Given(name);
        return given.Count > 0 || Configured(name) is not { } configured ? given : [.. configured.Split(',', StringSplitOptions.TrimEntries)];
    }

    private string? Value(string name) => Given(name).Distinct().ToList() switch
    {
        [] => Configured(name),
        [var only] => only,
        var values => throw new CakeException($"--{name} is given with {string.Join(" and with ", values)}; it takes one value."),
    };

    /// <summary>The arguments; one without a value is null in Cake, and an empty one is a variable that was not set.</summary>
    private List<string> Given(string name) =>
        [.. context.Arguments.GetArguments(name)
            .Select(value => string.IsNullOrEmpty(value) ? throw new CakeException($"--{name} has no value; write --{name}=<value>, or leave it out.") : value)];

    private string OneOf(string name, params string[] allowed)
    {
        var value = Value(name) ?? allowed[0];
        return allowed.FirstOrDefault(candidate => candidate.Equals(value, StringComparison.OrdinalIgnoreCase))
            ?? throw new CakeException($"--{name}={value} is not known; it takes {string.Join(", ", allowed)}.");
    }

    private bool Flag(string name)
    {
        var value = context.Arguments.HasArgument(name) ? context.Arguments.GetArguments(name).LastOrDefault() : Configured(name);
        return context.Arguments.HasArgument(name) && string.IsNullOrEmpty(value)
            || (value is not null && (bool.TryParse(value, out var flag)
                ? flag
                : throw new CakeException($"--{name}={value} is not known; it takes true or false.")));
    }

    private string? Configured(string name)
    {
        var option = OptionCatalog.Fleetyard.Single(option => option.Name == name);
        return context.Configuration.GetValue($"Fleetyard_{option.ConfigurationKey}") is { Length: > 0 } value ? value : null;
    }

    [GeneratedRegex(@"^[a-z0-9]+(/[a-z0-9_.-]+){1,2}\z")]
    private static partial Regex Platforms();

    [GeneratedRegex(@"^[a-z]{2}(-[a-z]+)+-[0-9]+\z")]
    private static partial Regex RegionNames();

    [GeneratedRegex(@"^ami-[0-9a-f]{8}([0-9a-f]{9})?\z")]
    private static partial Regex AmiIds();
}
