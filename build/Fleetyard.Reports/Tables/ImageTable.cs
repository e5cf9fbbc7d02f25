using System.Globalization;
using Fleetyard.Images.Inventories;
using Fleetyard.Images.Verdicts;
using Fleetyard.Reports.Remarks;
using Fleetyard.Reports.Texts;
using Spectre.Console;
using Piece = Fleetyard.Reports.Tables.Columns.Piece;
using Row = Fleetyard.Reports.Tables.Columns.Row;

namespace Fleetyard.Reports.Tables;

/// <summary>One image in a table: a headline, a table a set, and below them what is odd.</summary>
internal sealed class ImageTable(ImageVerdict verdict, IAnsiConsole console)
{
    /// <summary>A line of history may hold a whole script.</summary>
    private const int LongestHistory = 160;

    private readonly ImageInventory inventory = verdict.Inventory;
    private readonly IReadOnlyList<Remark> remarks = ImageRemarks.Of(verdict);
    private ILookup<string, Remark>? marks;

    /// <summary>Writes it.</summary>
    public void Write()
    {
        Headline();
        foreach (var set in inventory.Sets)
        {
            Set(set);
        }

        Layers();
        Remarks();
    }

    private void Headline()
    {
        Shown.Line(console, (inventory.Image, Shown.Strong), ("  " + inventory.Platform, Shown.Plain), ("  " + Wording.ShortDigest(inventory.Id), Shown.Faint));
        Shown.Line(console, ($"{Wording.Count(inventory.Layers.Count, "layer")}, from {inventory.Source}", Shown.Faint));
        console.WriteLine();
    }

    private void Set(SetInventory set)
    {
        var count = set.Artifacts.Count();
        if (count == 0)
        {
            Shown.Line(console, (set.Set.Name, Shown.Strong), (": none", Shown.Plain));
            console.WriteLine();
            return;
        }

        Shown.Line(console, (set.Set.Name, Shown.Strong), ($": {count} in {Wording.Count(set.Installations.Count, "installation")}", Shown.Plain));
        var columns = new Columns(console, "kind", "who", "machine", "size", "mode", "layer");
        foreach (var installation in set.Installations)
        {
            columns.Add(new Row(Mark(installation.Path), Piece.Of(installation.Path, Shown.Strong), Piece.Of("")));
            foreach (var artifact in installation.Artifacts)
            {
                columns.Add(Row(artifact, installation.Path));
            }
        }

        columns.Write();
        console.WriteLine();
    }

    private Row Row(Artifact artifact, string installation)
    {
        var identity = artifact.Identity;
        var isLink = artifact.Kind == ArtifactKind.Symlink;
        return new Row(
            Mark(artifact.Path),
            Piece.Of("  " + Wording.Relative(artifact.Path, installation)),
            artifact.Target is { } target ? Piece.Of("→ " + Wording.Target(target, installation), Shown.Faint) : Piece.Of(identity?.Soname is { } soname ? "SONAME " + soname : "", Shown.Faint),
            Piece.Of(artifact.Kind.Name()),
            Piece.Of(Wording.Who(identity, artifact.Path), identity?.Implementation == "unknown" ? Shown.Odd : Shown.Good),
            Piece.Of(Wording.Machine(identity)),
            Piece.Of(isLink ? "" : Wording.Size(artifact.Size)),
            Piece.Of(isLink ? "" : Wording.Mode(artifact.Mode)),
            Piece.Of(artifact.Layer?.ToString(CultureInfo.InvariantCulture) ?? "", Shown.Faint));
    }

    private Piece Mark(string path)
    {
        var its = (marks ??= ImageRemarks.ByPath(remarks))[path];
        return its.Any(remark => remark.IsDeviation) ? Piece.Of("✗", Shown.Bad) : its.Any() ? Piece.Of("!", Shown.Odd) : Piece.Of(" ");
    }

    /// <summary>Only layers that brought something: an image has many.</summary>
    private void Layers()
    {
        int[] used = [.. inventory.Artifacts.Select(artifact => artifact.Layer).OfType<int>().Where(layer => layer >= 0 && layer < inventory.Layers.Count).Distinct().Order()];
        foreach (var index in used)
        {
            var layer = inventory.Layers[index];
            Shown.Line(console, ($"layer {index}  {Wording.ShortDigest(layer.DiffId)}  {VisibleText.Of(Wording.CreatedBy(layer), Math.Clamp(console.Profile.Width - 28, 20, LongestHistory))}".TrimEnd(), Shown.Faint));
        }

        if (used.Length > 0)
        {
            console.WriteLine();
        }
    }

    private void Remarks()
    {
        foreach (var remark in remarks)
        {
            var (mark, style) = remark.IsDeviation ? ("✗ ", Shown.Bad) : ("! ", Shown.Odd);
            Shown.Line(console, (mark + remark.Name, style), ($"  {remark.Path ?? inventory.Image}: {remark.Message}", Shown.Plain));
            if (remark.Evidence is { } evidence)
            {
                Shown.Line(console, ("  told by " + evidence, Shown.Faint));
            }
        }

        if (verdict.Recipe is { } recipe && !verdict.Deviations.Any())
        {
            Shown.Line(console, ($"✓ as {recipe} says: {Wording.Count(verdict.Checks.Count, "check")}", Shown.Good));
        }

        if (remarks.Count > 0 || verdict.Recipe is not null)
        {
            console.WriteLine();
        }
    }
}
