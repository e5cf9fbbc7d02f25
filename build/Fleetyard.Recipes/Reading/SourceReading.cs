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
        var byImage = section.Has("imageId") || section.Has("owners");
        var byOne = new[] { byProvider, byOwner, byImage }.Count(form => form) == 1;
        var provider = section.Choice("provider", Providers, required: byProvider && byOne);
        var release = section.Text("release", Rules.Release, required: byProvider && byOne);
        var owner = section.Text("owner", Rules.Owner, required: byOwner && byOne);
        var pattern = section.Text("namePattern", Rules.NamePattern, required: byOwner && byOne);
        var image = section.Text("imageId", Rules.ImageId, required: byImage && byOne);
        var owners = section.Distinct("owners", Rules.Owner, least: byImage && byOne ? 1 : 0, most: 20);
        var architecture = section.Choice("architecture", Architectures, required: true);
        section.NoOthers();

        if (!byOne)
        {
            section.Fault("provider", "source names a provider with a release, an owner with a namePattern, or an imageId with owners (one of the three)");
        }

        return architecture is null ? null : new AmiSource
        {
            Provider = provider,
            Release = release,
            Owner = owner,
            NamePattern = pattern,
            ImageId = image,
            Owners = owners,
            Architecture = architecture.Value,
        };
    }

    public static string Shown(Architecture architecture) => Architectures.Single(pair => pair.Value == architecture).Key;

    public static string Shown(AmiProvider provider) => Providers.Single(pair => pair.Value == provider).Key;
}
