using Fleetyard.Images.Inventories;
using Fleetyard.Reports.Remarks;
using Fleetyard.Reports.Texts;

namespace Fleetyard.Reports.Html;

/// <summary>All that is known of one image's installation, below its row.</summary>
internal sealed class HtmlDetail(HtmlWriter page, ImageInventory inventory, string place, Cell cell)
{
    /// <summary>Writes it.</summary>
    public void Write()
    {
        page.Write($"<section aria-label=\"{place} in {inventory.Image}\">");
        page.Write($"<h2>{place} <small>in {inventory.Image}</small></h2>");
        Remarks(page, cell.Remarks);
        if (cell.Installation is { } installation)
        {
            page.Write($"<div class=\"wide\"><table><thead><tr><th scope=\"col\">Path</th><th scope=\"col\">Kind</th><th scope=\"col\">Who</th><th scope=\"col\">Machine</th><th scope=\"col\">SONAME</th><th scope=\"col\" class=\"number\">Size</th><th scope=\"col\">Mode</th><th scope=\"col\">Layer</th><th scope=\"col\">Evidence</th></tr></thead><tbody>");
            foreach (var artifact in installation.Artifacts)
            {
                Artifact(artifact, installation.Path);
            }

            page.Write($"</tbody></table></div>");
        }

        page.Write($"</section>");
    }

    /// <summary>A list of remarks; nothing if there are none.</summary>
    public static void Remarks(HtmlWriter page, IReadOnlyList<Remark> remarks)
    {
        if (remarks.Count == 0)
        {
            return;
        }

        page.Write($"<ul class=\"remarks\">");
        foreach (var remark in remarks)
        {
            page.Write($"<li><span class=\"mark {(remark.IsDeviation ? "bad" : "odd")}\">{(remark.IsDeviation ? "✗" : "!")} {remark.Name}</span> <code>{remark.Path}</code> {remark.Message}");
            if (remark.Evidence is { } evidence)
            {
                page.Write($"<small>told by {evidence}</small>");
            }

            page.Write($"</li>");
        }

        page.Write($"</ul>");
    }

    private void Artifact(Artifact artifact, string installation)
    {
        var identity = artifact.Identity;
        var isLink = artifact.Kind == ArtifactKind.Symlink;
        page.Write($"<tr><td><code title=\"{artifact.Path}\">{Wording.Relative(artifact.Path, installation)}</code>");
        if (artifact.Target is { } target)
        {
            page.Write($"<small class=\"{(target.State == SymlinkState.Resolved ? "soft" : "odd")}\">→ {Wording.Target(target, installation)}</small>");
        }

        page.Write($"</td><td>{artifact.Kind.Name()}</td><td>{identity?.Implementation} <b>{identity?.Version}</b>");
        if (identity?.PkgConfigVersion is { } version && version != identity.Version)
        {
            page.Write($"<small class=\"odd\">its Version says {version}</small>");
        }

        page.Write($"</td><td>{identity?.Machine}<small>{(Wording.Bits(identity?.Class) is { } bits ? $"{bits}-bit" : "")}</small></td><td><code>{identity?.Soname}</code></td>");
        page.Write($"<td class=\"number\">{(isLink ? "" : Wording.Size(artifact.Size))}</td><td>{(isLink ? "" : Wording.Mode(artifact.Mode))}</td><td class=\"layer\">");
        Layer(artifact.Layer);
        page.Write($"</td><td class=\"evidence\">");
        foreach (var evidence in isLink ? [] : identity?.Evidence ?? [])
        {
            page.Write($"<small><q>{evidence.Text.Trim()}</q> {Wording.Source(evidence.Source)}{(evidence.Place is { } where ? $" in {where}" : "")}</small>");
        }

        page.Write($"</td></tr>");
    }

    private void Layer(int? index)
    {
        if (index is not { } at || at < 0 || at >= inventory.Layers.Count)
        {
            return;
        }

        var layer = inventory.Layers[at];
        page.Write($"<span title=\"{layer.DiffId}\">{at} <code class=\"soft\">{Wording.ShortDigest(layer.DiffId)}</code></span><small title=\"{Wording.CreatedBy(layer)}\">{VisibleText.Of(Wording.CreatedBy(layer), 48)}</small>");
    }
}
