using Fleetyard.Images.Verdicts;
using Fleetyard.Reports.Remarks;

namespace Fleetyard.Reports.Html;

/// <summary>The images side by side: rows are places, columns are images.</summary>
internal sealed class Matrix
{
    private readonly IReadOnlyList<ImageVerdict> verdicts;

    /// <summary>Lays them side by side.</summary>
    public Matrix(IReadOnlyList<ImageVerdict> verdicts)
    {
        this.verdicts = verdicts;
        Remarks = [.. verdicts.Select(ImageRemarks.Of)];
        Sets = [.. verdicts.SelectMany(verdict => verdict.Inventory.Sets.Select(set => set.Set.Name)).Distinct().Select(name => (name, Rows(name)))];
    }

    /// <summary>The sets, in the order in which they were asked for, each with its rows by path.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<MatrixRow> Rows)> Sets { get; }

    /// <summary>All remarks, a list each image.</summary>
    public IReadOnlyList<IReadOnlyList<Remark>> Remarks { get; }

    private IReadOnlyList<MatrixRow> Rows(string set)
    {
        var installations = verdicts
            .Select(verdict => verdict.Inventory.Sets.Where(its => its.Set.Name == set).SelectMany(its => its.Installations).ToDictionary(installation => installation.Path, StringComparer.Ordinal))
            .ToArray();

        // An artifact that one image lacks is told at the place where another has it; one that none has gets a place of its own.
        var places = installations.SelectMany(its => its.Values).SelectMany(installation => installation.Artifacts.Select(artifact => (artifact.Path, Place: installation.Path)).Append((installation.Path, installation.Path)))
            .DistinctBy(pair => pair.Item1).ToDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal);
        var remarks = verdicts.Select((verdict, image) =>
        {
            var deviating = verdict.Deviations.Where(deviation => deviation.Set == set).Select(deviation => deviation.Path).ToHashSet(StringComparer.Ordinal);
            return Remarks[image].Where(remark => remark.Path is { } path && (remark.IsDeviation ? deviating.Contains(path) : remark.Kind != RemarkKind.Finding && places.ContainsKey(path)))
                .ToLookup(remark => places.GetValueOrDefault(remark.Path!, remark.Path!), StringComparer.Ordinal);
        }).ToArray();

        return
        [
            .. places.Values.Concat(remarks.SelectMany(its => its.Select(group => group.Key))).Distinct().Order(StringComparer.Ordinal)
                .Select(place => new MatrixRow(place, [.. verdicts.Select((_, image) => new Cell(image, installations[image].GetValueOrDefault(place), [.. remarks[image][place]]))])),
        ];
    }
}
