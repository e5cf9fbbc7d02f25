using Fleetyard.Images;
using Fleetyard.Images.Inventories;
using Fleetyard.Images.Verdicts;
using Fleetyard.Reports.Remarks;
using Fleetyard.Reports.Texts;

namespace Fleetyard.Reports.Json;

/// <summary>All that is known, as JSON for other programs: <c>docs/image-inventory.schema.json</c> describes it.</summary>
public sealed class JsonReport : IImageReport
{
    /// <summary>The schema's name and version; members may be added within a version, none is taken away or changes its meaning.</summary>
    public const string Schema = "fleetyard.images/1";

    /// <inheritdoc/>
    public string Name => "json";

    /// <inheritdoc/>
    public string MediaType => "application/json";

    /// <inheritdoc/>
    public string Extension => ".json";

    /// <inheritdoc/>
    public void Write(ImageReportInput input, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        ReportJson.Write(output, new
        {
            Schema,
            input.Time,
            Images = input.Verdicts.Select(Image),
            Failures = input.Failures.Select(failure => new { failure.Image, failure.Reason }),
        }, ReportJson.Whole);
    }

    private static object Image(ImageVerdict verdict)
    {
        var inventory = verdict.Inventory;
        return new
        {
            inventory.Image,
            inventory.Id,
            inventory.Platform,
            inventory.Source,
            Layers = inventory.Layers.Select((_, index) => Layer(inventory.Layers, index)),
            Sets = inventory.Sets.Select(set => Set(set, inventory.Layers)),
            Findings = inventory.Findings.Select(finding => new { finding.Layer, finding.Path, finding.Message }),
            verdict.Recipe,
            Checks = verdict.Checks.Select(check => new { check.Name, Passed = check.Deviations.Count == 0, Deviations = check.Deviations.Select(Deviation) }),
            Remarks = ImageRemarks.Of(verdict).Select(remark => new { Kind = remark.Name, remark.IsDeviation, remark.Path, remark.Message }),
        };
    }

    private static object Set(SetInventory set, IReadOnlyList<ImageLayer> layers) => new
    {
        set.Set.Name,
        Family = Lower(set.Set.Family),
        set.Set.Patterns,
        set.Set.Except,
        Installations = set.Installations.Select(installation => new
        {
            installation.Path,
            installation.Identities,
            installation.Machines,
            Artifacts = installation.Artifacts.Select(artifact => Artifact(artifact, installation.Path, layers)),
        }),
    };

    internal static object Artifact(Artifact artifact, string? installation, IReadOnlyList<ImageLayer> layers) => new
    {
        artifact.Path,
        Installation = installation,
        Kind = artifact.Kind.Name(),
        artifact.Size,
        Mode = Wording.Mode(artifact.Mode),
        Layer = artifact.Layer is { } index && index >= 0 && index < layers.Count ? Layer(layers, index) : null,
        Target = artifact.Target is { } target ? new { target.Written, target.Final, State = Lower(target.State) } : null,
        Identity = artifact.Identity is { } identity ? Identity(identity) : null,
        artifact.Warnings,
    };

    private static object Identity(ArtifactIdentity identity) => new
    {
        Kind = identity.Kind.Name(),
        Class = Wording.Bits(identity.Class),
        identity.Machine,
        identity.Soname,
        identity.Implementation,
        identity.Version,
        identity.PkgConfigVersion,
        Evidence = identity.Evidence.Select(evidence => new { Source = Wording.Source(evidence.Source), evidence.Text, evidence.Place, evidence.Offset }),
        identity.Warnings,
    };

    private static object Layer(IReadOnlyList<ImageLayer> layers, int index) => new { Index = index, layers[index].DiffId, layers[index].Digest, layers[index].CreatedBy };

    private static object Deviation(Deviation deviation) =>
        new { Kind = Lower(deviation.Kind), deviation.Set, deviation.Path, deviation.Expected, deviation.Found, deviation.Message };

    private static string Lower<T>(T name)
        where T : struct, Enum => name.ToString().ToLowerInvariant();
}
