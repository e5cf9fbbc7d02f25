using Fleetyard.Images.Inventories;
using Fleetyard.Images.Verdicts;
using Fleetyard.Reports.Remarks;
using Fleetyard.Reports.Texts;

namespace Fleetyard.Reports.Html;

/// <summary>The table of the page.</summary>
internal sealed class HtmlMatrix(HtmlWriter page, IReadOnlyList<ImageVerdict> verdicts, Matrix matrix)
{
    /// <summary>So many names of one version are told in a cell: a clang has twenty.</summary>
    private const int Names = 2;

    /// <summary>Writes it.</summary>
    public void Write()
    {
        page.Write($"<table id=\"matrix\" aria-label=\"Installations by image\">");
        page.Write($"<thead><tr><th scope=\"col\">Installation</th>");
        for (var image = 0; image < verdicts.Count; image++)
        {
            Column(image);
        }

        page.Write($"</tr></thead>");
        for (var set = 0; set < matrix.Sets.Count; set++)
        {
            Set(set);
        }

        page.Write($"<tbody id=\"nothing\" hidden><tr><td colspan=\"{verdicts.Count + 1}\">Nothing matches.</td></tr></tbody>");
        page.Write($"</table>");
    }

    private void Column(int image)
    {
        var inventory = verdicts[image].Inventory;
        var deviations = verdicts[image].Deviations.Count();
        var odd = matrix.Remarks[image].Count - deviations;
        page.Write($"<th scope=\"col\"><a href=\"#image-{image}\" title=\"{inventory.Image}\">{inventory.Image}</a><small>{inventory.Platform} · {Wording.ShortDigest(inventory.Id)}</small><small>");
        if (verdicts[image].Checks.Count > 0 && deviations == 0)
        {
            page.Write($"<span class=\"good\">✓ as it should be</span>");
        }

        if (deviations > 0)
        {
            page.Write($"<span class=\"bad\">✗ {Wording.Count(deviations, "deviation")}</span>");
        }

        if (odd > 0)
        {
            page.Write($"<span class=\"odd\">! {odd} odd</span>");
        }

        page.Write($"</small></th>");
    }

    private void Set(int at)
    {
        var (name, rows) = matrix.Sets[at];
        page.Write($"<tbody class=\"set\">");
        page.Write($"<tr class=\"set\"><th scope=\"rowgroup\" colspan=\"{verdicts.Count + 1}\"><span>{name} <small>{(rows.Count == 0 ? "none" : Wording.Count(rows.Count, "row"))}</small></span></th></tr>");
        for (var row = 0; row < rows.Count; row++)
        {
            Row(rows[row], $"{at}-{row}");
        }

        page.Write($"</tbody>");
    }

    private void Row(MatrixRow row, string id)
    {
        page.Write($"<tr class=\"place\" data-odd=\"{(row.IsOdd ? "yes" : "no")}\" data-differs=\"{(row.Differs ? "yes" : "no")}\"><th scope=\"row\">");
        Breakable(row.Path);
        page.Write($"</th>");
        foreach (var cell in row.Cells)
        {
            if (cell.IsEmpty)
            {
                page.Write($"<td class=\"none\"><span aria-label=\"none\">·</span></td>");
                continue;
            }

            page.Write($"<td><button type=\"button\" aria-expanded=\"false\" aria-controls=\"d-{id}-{cell.Image}\">");
            Summary(cell);
            page.Write($"</button></td>");
        }

        page.Write($"</tr>");
        foreach (var cell in row.Cells.Where(cell => !cell.IsEmpty))
        {
            page.Write($"<tr class=\"detail\" id=\"d-{id}-{cell.Image}\" hidden><td colspan=\"{verdicts.Count + 1}\">");
            new HtmlDetail(page, verdicts[cell.Image].Inventory, row.Path, cell).Write();
            page.Write($"</td></tr>");
        }
    }

    /// <summary>A path that is broken between its folders, if at all; no line end comes between, so that it can be copied.</summary>
    private void Breakable(string path)
    {
        foreach (var part in path.Split('/').Select((name, at) => at > 0 ? "/" + name : name).Where(part => part.Length > 0))
        {
            page.WriteText(part);
            page.WriteOwn("<wbr>");
        }
    }

    private void Summary(Cell cell)
    {
        foreach (var group in (cell.Installation?.Artifacts ?? []).Select(artifact => artifact.Identity).OfType<ArtifactIdentity>().GroupBy(identity => identity.Version).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            string[] names = [.. group.Select(identity => identity.Implementation).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
            page.Write($"<span class=\"who\">{string.Join(", ", names.Take(Names))}{(names.Length > Names ? $" +{names.Length - Names}" : "")} <b>{group.Key}</b></span>");
        }

        Marks(cell.Remarks);
        if (cell.Installation is { } installation)
        {
            page.Write($"<small>{string.Join(" · ", installation.Machines.Append(string.Join(' ', installation.Artifacts.Select(artifact => artifact.Kind.Name()).Distinct().Order(StringComparer.Ordinal))))}</small>");
        }
    }

    private void Marks(IReadOnlyList<Remark> remarks)
    {
        if (remarks.Count == 0)
        {
            return;
        }

        page.Write($"<span class=\"marks\">");
        foreach (var group in remarks.GroupBy(remark => (remark.IsDeviation, remark.Name)))
        {
            page.Write($"<span class=\"mark {(group.Key.IsDeviation ? "bad" : "odd")}\">{(group.Key.IsDeviation ? "✗" : "!")} {group.Key.Name}</span>");
        }

        page.Write($"</span>");
    }
}
