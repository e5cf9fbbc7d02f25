using System.Globalization;
using Fleetyard.Images.Identification;
using Fleetyard.Images.Inventories;
using Fleetyard.Images.Verdicts;
using Fleetyard.Reports.Texts;

namespace Fleetyard.Reports.CycloneDx;

/// <summary>One image and what is in it, as components: one for each implementation and version of a set.</summary>
internal sealed class ImageBill
{
    private readonly ImageInventory inventory;
    private readonly string reference;

    /// <summary>Bills an image.</summary>
    public ImageBill(ImageVerdict verdict, int at)
    {
        inventory = verdict.Inventory;
        reference = string.Create(CultureInfo.InvariantCulture, $"image-{at}");
        Image = new("container", reference, inventory.Image, inventory.Id, Properties:
        [
            new("fleetyard:image:id", inventory.Id),
            new("fleetyard:image:platform", inventory.Platform),
            new("fleetyard:image:source", inventory.Source),
        ]);
        Components = [.. inventory.Sets.SelectMany(Of)];
    }

    /// <summary>The image.</summary>
    public Bom.Component Image { get; }

    /// <summary>What is in it.</summary>
    public IReadOnlyList<Bom.Component> Components { get; }

    private IEnumerable<Bom.Component> Of(SetInventory set) => set.Artifacts
        .Where(artifact => artifact.Identity is not null)
        .GroupBy(artifact => (Name: artifact.Identity!.Implementation ?? set.Set.Name, artifact.Identity!.Version))
        .OrderBy(group => group.Key.Name, StringComparer.Ordinal).ThenBy(group => group.Key.Version, StringComparer.Ordinal)
        .Select((group, at) => Component(set.Set, group.Key.Name, group.Key.Version, [.. group], string.Create(CultureInfo.InvariantCulture, $"{reference}/{set.Set.Name}/{at}")));

    private Bom.Component Component(ArtifactSet set, string name, string? version, Artifact[] artifacts, string component)
    {
        var isProgram = artifacts.All(artifact => artifact.Identity!.Kind is ArtifactKind.Program or ArtifactKind.Script);
        return new(
            isProgram ? "application" : "library",
            component,
            name == "unknown" ? $"{set.Name} (unknown)" : name,
            version,
            Cpe(name, version),
            Properties: Properties(artifacts),
            Evidence: new(Identity(artifacts, version), [.. artifacts.Select((artifact, at) => new Bom.Occurrence(string.Create(CultureInfo.InvariantCulture, $"{component}/{at}"), artifact.Path, Context(artifact)))]));
    }

    /// <summary>What the occurrences are to the linker and where they came from, each once.</summary>
    private Bom.Property[] Properties(Artifact[] artifacts) =>
    [
        .. Each("soname", artifacts.Select(artifact => artifact.Identity!.Soname)),
        .. Each("machine", artifacts.Select(artifact => artifact.Identity!.Machine)),
        .. Each("layer", artifacts.Select(artifact => artifact.Layer is { } layer && layer >= 0 && layer < inventory.Layers.Count ? inventory.Layers[layer].DiffId : null)),
    ];

    private static IEnumerable<Bom.Property> Each(string name, IEnumerable<string?> values) =>
        values.OfType<string>().Distinct().Order(StringComparer.Ordinal).Select(value => new Bom.Property("fleetyard:image:" + name, value));

    /// <summary>An occurrence has no properties in 1.6, so its own facts stand in its context.</summary>
    private static string Context(Artifact artifact) => string.Join(", ", new[]
    {
        artifact.Kind.Name(),
        artifact.Target is { } target ? "to " + target.Final : null,
        artifact.Identity!.Machine,
        artifact.Identity.Soname is { } soname ? "SONAME " + soname : null,
        artifact.Layer is { } layer ? string.Create(CultureInfo.InvariantCulture, $"layer {layer}") : null,
    }.OfType<string>());

    private static Bom.Identity[] Identity(Artifact[] artifacts, string? version)
    {
        Bom.Method[] methods = [.. artifacts.SelectMany(artifact => artifact.Identity!.Evidence).Select(Method).Distinct()];
        return methods.Length == 0 ? [] : [new(version is null ? "name" : "version", methods.Max(method => method.Confidence), version, methods)];
    }

    /// <summary>What stands in the binary itself is sure; what was installed beside it is likely.</summary>
    private static Bom.Method Method(Evidence evidence) => evidence.Source switch
    {
        EvidenceSource.Text or EvidenceSource.Symbol or EvidenceSource.VersionNode or EvidenceSource.Soname => new("binary-analysis", 1, Wording.Evidence(evidence)),
        EvidenceSource.NeededLibrary => new("binary-analysis", 0.9m, Wording.Evidence(evidence)),
        EvidenceSource.PkgConfig or EvidenceSource.PackageDatabase => new("manifest-analysis", 0.8m, Wording.Evidence(evidence)),
        _ => new("filename", 0.6m, Wording.Evidence(evidence)),
    };

    /// <summary>Only where the name in the NVD's dictionary is known for sure, and the version is one that stands in it.</summary>
    private static string? Cpe(string name, string? version) => (name, version is not null && version.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '.')) switch
    {
        ("OpenSSL", true) => $"cpe:2.3:a:openssl:openssl:{version}:*:*:*:*:*:*:*",
        ("LibreSSL", true) => $"cpe:2.3:a:openbsd:libressl:{version}:*:*:*:*:*:*:*",
        _ => null,
    };
}
