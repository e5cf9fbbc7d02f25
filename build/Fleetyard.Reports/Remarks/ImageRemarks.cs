using Fleetyard.Images.Inventories;
using Fleetyard.Images.Verdicts;
using Fleetyard.Reports.Texts;

namespace Fleetyard.Reports.Remarks;

/// <summary>What is odd about one image: where it deviates first, then its artifacts in their order, then the image itself.</summary>
internal static class ImageRemarks
{
    /// <summary>The implementation's name where nothing tells.</summary>
    private const string Unknown = "unknown";

    /// <summary>All remarks on an image.</summary>
    public static IReadOnlyList<Remark> Of(ImageVerdict verdict)
    {
        var deviations = verdict.Deviations.ToArray();
        var dangling = deviations.Where(deviation => deviation.Kind == DeviationKind.Dangling).Select(deviation => deviation.Path).ToHashSet(StringComparer.Ordinal);
        var artifacts = verdict.Inventory.Artifacts.ToLookup(artifact => artifact.Path, StringComparer.Ordinal);
        return
        [
            .. deviations.Select(deviation => OfDeviation(deviation, artifacts)),
            .. verdict.Inventory.Sets.SelectMany(set => set.Installations.SelectMany(installation => OfInstallation(set.Set, installation)
                .Concat(installation.Artifacts.SelectMany(artifact => OfArtifact(artifact, artifacts).Where(remark => remark.Kind != RemarkKind.Dangling || !dangling.Contains(artifact.Path)))))),
            .. verdict.Inventory.Findings.Select(finding => new Remark(RemarkKind.Finding, false, finding.Path, finding.Layer is { } layer ? $"layer {layer}: {finding.Message}" : finding.Message)),
        ];
    }

    /// <summary>Remarks by the path that they are about, to mark what stands there.</summary>
    public static ILookup<string, Remark> ByPath(IEnumerable<Remark> remarks) => remarks.ToLookup(remark => remark.Path ?? "", StringComparer.Ordinal);

    private static Remark OfDeviation(Deviation deviation, ILookup<string, Artifact> artifacts) => new(
        Enum.Parse<RemarkKind>(deviation.Kind.ToString()),
        IsDeviation: true,
        deviation.Path,
        $"expected {deviation.Expected}, found {deviation.Found}",
        artifacts[deviation.Path].FirstOrDefault()?.Identity is { } identity ? Short(identity) : null);

    /// <summary>Several clangs in one folder are how distributions do it; several libraries of one name are not.</summary>
    private static IEnumerable<Remark> OfInstallation(ArtifactSet set, Installation installation)
    {
        if (set.Family != ArtifactFamily.Libcrypto)
        {
            yield break;
        }

        var identities = installation.Artifacts.Select(artifact => artifact.Identity).OfType<ArtifactIdentity>().ToArray();
        var implementations = identities.Select(identity => identity.Implementation).Where(name => name is not null && name != Unknown).Distinct().Count();
        var versions = identities.Select(identity => identity.Version).Where(version => version is not null).Distinct().Count();
        if (implementations > 1 || versions > 1)
        {
            yield return new Remark(RemarkKind.Mixed, false, installation.Path, $"several in one installation: {string.Join(", ", installation.Identities)}");
        }
    }

    /// <summary>A file's own warnings are told once, not again with each symlink to it.</summary>
    private static IEnumerable<Remark> OfArtifact(Artifact artifact, ILookup<string, Artifact> artifacts)
    {
        if (artifact.Target is { State: not SymlinkState.Resolved } target)
        {
            var state = target.State == SymlinkState.Loop ? "a symlink into a circle" : $"a symlink to {target.Final}, which does not exist";
            yield return new Remark(RemarkKind.Dangling, false, artifact.Path, artifact.Warnings.Count > 0 ? string.Join(' ', artifact.Warnings) : state);
            yield break;
        }

        foreach (var warning in artifact.Warnings)
        {
            yield return new Remark(RemarkKind.Warning, false, artifact.Path, warning);
        }

        if (artifact.Identity is not { } identity || (artifact.Target is { } link && artifacts.Contains(link.Final)))
        {
            yield break;
        }

        if (identity.Implementation == Unknown)
        {
            yield return new Remark(RemarkKind.Unknown, false, artifact.Path, "nothing tells whose it is", Short(identity));
        }

        foreach (var warning in identity.Warnings.Distinct())
        {
            yield return new Remark(RemarkKind.Warning, false, artifact.Path, warning, Short(identity));
        }
    }

    private static string? Short(ArtifactIdentity identity) => identity.Evidence.Count == 0 ? null : string.Join("; ", identity.Evidence.Take(2).Select(Wording.Evidence));
}
