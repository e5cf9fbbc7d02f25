using Fleetyard.Yaml;

namespace Fleetyard.Recipes.Reading;

/// <summary>Reads a recipe's <c>source</c> section.</summary>
internal static class SourceReading
{
    private static readonly Dictionary<string, Architecture> Architectures = new() { ["x86_64"] = Architecture.X64, ["arm64"] = Architecture.Arm64 };

    private static readonly Dictionary<string, AmiProvider> Providers = new()
    {
        ["amazon"] = AmiProvider.Amazon,
        ["canonical"] = AmiProvider.Canonical,
        ["redhat"] = AmiProvider.RedHat,
        ["debian"] = AmiProvider.Debian,
    };

    public static AmiSource? Read(Section? section)
    {
        if (section is null)
        {
            return null;
        }

        var byProvider = section.Has("provider") || section.Has("release");
        var byOwner = section.Has("owner") || section.Has("namePattern");
        var provider = section.Choice("provider", Providers, required: byProvider && !byOwner);
        var release = section.Text("release", Rules.Release, required: byProvider && !byOwner);
        var owner = section.Text("owner", Rules.Owner, required: byOwner && !byProvider);
        var pattern = section.Text("namePattern", Rules.NamePattern, required: byOwner && !byProvider);
        var architecture = section.Choice("architecture", Architectures, required: true);
        section.NoOthers();

        if (byProvider == byOwner)
        {
            section.Fault("provider", "source names a provider with a release, or an owner with a namePattern (one of the two)");
        }

        return architecture is null
            ? null
            : new AmiSource { Provider = provider, Release = release, Owner = owner, NamePattern = pattern, Architecture = architecture.Value };
    }

    /// <summary>SSM never reaches an instance without an agent; Amazon's and Canonical's AMIs carry one.</summary>
    public static void WarnOfMissingAgent(Section? section, AmiSource? source, BuildInstance? instance)
    {
        if (source?.Provider is AmiProvider.Debian or AmiProvider.RedHat && instance is { SsmAgent: null })
        {
            section?.Warn("provider", $"{Shown(source.Provider.Value)}'s AMIs carry no SSM agent, so AWS cannot run a script on the instance (set instance.ssmAgent)");
        }
    }

    public static string Shown(Architecture architecture) => Architectures.Single(pair => pair.Value == architecture).Key;

    private static string Shown(AmiProvider provider) => Providers.Single(pair => pair.Value == provider).Key;
}
