using System.Globalization;
using Fleetyard.Yaml;

namespace Fleetyard.Recipes.Reading;

/// <summary>Reads a recipe's <c>nix</c> section, and says it as <c>nix.conf</c> does.</summary>
internal static class NixReading
{
    private static readonly Dictionary<string, NixOrigin> Origins = new() { ["distribution"] = NixOrigin.Distribution, ["official"] = NixOrigin.Official };

    public static NixSettings? Read(Section? section, AmiSource? source)
    {
        if (section is null)
        {
            return null;
        }

        var from = section.Choice("from", Origins, required: true);
        var version = section.Text("version", Rules.Version, required: from == NixOrigin.Official);
        var hashes = Hashes(section, from, source?.Architecture);
        var features = Features(section);
        var substituters = Substituters(section).ToList();
        var minFree = Bytes(section, "minFree");
        var maxFree = Bytes(section, "maxFree");
        var settings = section.Map("settings", Rules.NixSetting, Rules.NixValue, most: 100);
        section.NoOthers();

        if (from == NixOrigin.Distribution && (section.Has("version") || section.Has("sha256")))
        {
            section.Fault("version", "nix.version and nix.sha256 pin an official release (leave them out with from: distribution)");
        }

        if (minFree > maxFree)
        {
            section.Fault("maxFree", "nix.maxFree is less than nix.minFree (at least as much)");
        }

        if (from == NixOrigin.Distribution && source?.Provider is AmiProvider.Amazon or AmiProvider.RedHat)
        {
            section.Fault("from", "nix.from is 'distribution', but of the providers only debian and canonical have a package of Nix (official)");
        }

        return new NixSettings
        {
            From = from ?? NixOrigin.Distribution,
            Version = version,
            Sha256 = hashes,
            Features = features,
            Substituters = substituters,
            MinFreeBytes = minFree,
            MaxFreeBytes = maxFree,
            ExtraSettings = settings,
        };
    }

    public static string Conf(NixSettings nix)
    {
        var lines = new List<string>
        {
            "build-users-group =",
            $"experimental-features = {string.Join(' ', nix.Features)}",
            "trusted-users = root",
        };
        if (nix.Substituters.Count > 0)
        {
            lines.Add($"substituters = {string.Join(' ', nix.Substituters.Select(substituter => substituter.Url))}");
            lines.Add($"trusted-public-keys = {string.Join(' ', nix.Substituters.SelectMany(substituter => substituter.PublicKeys))}");
        }

        if (nix.MinFreeBytes is { } least)
        {
            lines.Add($"min-free = {least}");
        }

        if (nix.MaxFreeBytes is { } most)
        {
            lines.Add($"max-free = {most}");
        }

        lines.AddRange(nix.ExtraSettings.Select(setting => $"{setting.Key} = {setting.Value}"));
        return string.Join('\n', lines) + "\n";
    }

    private static Dictionary<Architecture, string> Hashes(Section section, NixOrigin? from, Architecture? architecture)
    {
        var hashes = new Dictionary<Architecture, string>();
        if (section.Child("sha256", required: from == NixOrigin.Official) is not { } child)
        {
            return hashes;
        }

        foreach (var (key, value) in new[] { ("x86_64", Architecture.X64), ("arm64", Architecture.Arm64) })
        {
            if (child.Text(key, Rules.Sha256, required: architecture == value) is { } hash)
            {
                hashes[value] = hash;
            }
        }

        child.NoOthers();
        return hashes;
    }

    /// <summary>Nix's experimental features; verify-nix.sh and every build with flakes call the command <c>nix</c>, so it is always one of them.</summary>
    private static IReadOnlyList<string> Features(Section section)
    {
        var features = section.Texts("features", Rules.Feature);
        if (!section.Has("features"))
        {
            return ["nix-command", "flakes"];
        }

        if (!features.Contains("nix-command"))
        {
            section.Fault("features", "nix.features lacks nix-command, without which the instance's check of Nix fails (nix-command and any others)");
        }

        return features;
    }

    private static IEnumerable<Substituter> Substituters(Section section)
    {
        foreach (var (_, child) in section.Entries("substituters", "a mapping with url and publicKeys", most: 20))
        {
            var url = child!.Text("url", Rules.Url, required: true);
            var keys = child.Texts("publicKeys", Rules.PublicKey, least: 1, most: 10);
            child.NoOthers();
            if (url is not null)
            {
                yield return new Substituter(url, keys);
            }
        }
    }

    private static long? Bytes(Section section, string key)
    {
        if (section.Text(key, Rules.Bytes) is not { } text)
        {
            return null;
        }

        var (digits, shift) = text switch
        {
            [.., 'M', 'i', 'B'] => (text[..^3], 20),
            [.., 'G', 'i', 'B'] => (text[..^3], 30),
            [.., 'T', 'i', 'B'] => (text[..^3], 40),
            _ => (text, 0),
        };
        return long.Parse(digits, CultureInfo.InvariantCulture) << shift;
    }
}
