using Fleetyard.Images.Identification;
using Fleetyard.Images.Inventories;
using Fleetyard.Yaml;

namespace Fleetyard.Images.Recipes;

/// <summary>The rules for the texts of an image recipe.</summary>
internal static class ImageRules
{
    /// <summary>How many entries a list of a recipe may have.</summary>
    public const int MostClauses = 1000;

    private static readonly Dictionary<string, string> MachinesByOthers = new()
    {
        ["amd64"] = "x86_64",
        ["x86-64"] = "x86_64",
        ["x64"] = "x86_64",
        ["arm64"] = "aarch64",
        ["armhf"] = "arm",
        ["i686"] = "i386",
        ["x86"] = "i386",
        ["386"] = "i386",
    };

    public static IReadOnlyDictionary<string, ArtifactFamily> Families { get; } = new Dictionary<string, ArtifactFamily>
    {
        ["libcrypto"] = ArtifactFamily.Libcrypto,
        ["clang"] = ArtifactFamily.Clang,
        ["any"] = ArtifactFamily.Any,
    };

    public static Rule UsualSet { get; } = OneOf(ArtifactSet.Usual.Select(set => set.Name), " or a mapping with name and patterns");

    public static Rule Pattern { get; } = Rule.OneLine with { Allowed = "a name with the wildcards * and ?, or with a slash a whole path" };

    public static Rule Place { get; } = Rule.Matching(@"/|[/*]([^\0]{0,4094}[^\0/])?", "an absolute path with the wildcards * and ?, without a slash at its end");

    public static Rule Program { get; } = Rule.Matching(@"[A-Za-z*?][A-Za-z0-9+*?-]{0,63}", "a program of the clang family such as clang or clang-format, with the wildcards * and ?");

    public static Rule Implementation { get; } = OneOf(Enum.GetValues<LibcryptoImplementation>().Select(implementation => implementation.Name()));

    public static Rule Kind { get; } = OneOf(ArtifactKinds.ByName.Keys);

    public static Rule Version { get; } = new(text => VersionRange.TryParse(text, out _), VersionRange.Allowed) { Kinds = ScalarKinds.Text | ScalarKinds.Number };

    /// <summary>ELF's machines as uname spells them; what Docker and Debian call them is pointed out.</summary>
    public static Rule Machine => MachineName with
    {
        Accepts = text => MachineName.Accepts(text) && !MachinesByOthers.ContainsKey(text),
        Reason = text => MachinesByOthers.TryGetValue(text, out var name) ? $"uname calls it {name}" : null,
    };

    private static Rule MachineName { get; } = Rule.Matching("[a-z][a-z0-9_]{1,31}|EM_[0-9]{1,5}", "a machine as uname spells it, such as x86_64, aarch64 or i386");

    /// <summary>The name of one of the recipe's sets.</summary>
    public static Rule SetOf(IReadOnlyList<ArtifactSet> sets)
    {
        var names = sets.Select(set => set.Name).ToList();
        return OneOf(names) with
        {
            Reason = text => Nearest.TryTo(text, names, out var nearest) ? $"the recipe has no such set; the nearest is '{nearest}'" : $"the recipe has no such set; it has {string.Join(", ", names)}",
        };
    }

    private static Rule OneOf(IEnumerable<string> words, string more = "")
    {
        var all = words.ToList();
        return new(all.Contains, string.Join(", ", all) + more);
    }
}
