using Fleetyard.Images.Verdicts;
using Fleetyard.Reports.Texts;

namespace Fleetyard.Reports.Html;

/// <summary>The images one by one, below the table: where they come from, what was checked, what is odd.</summary>
internal sealed class HtmlImages(HtmlWriter page, ImageReportInput input, Matrix matrix)
{
    /// <summary>Writes them.</summary>
    public void Write()
    {
        page.Write($"<section class=\"images\" aria-label=\"Images\">");
        foreach (var failure in input.Failures)
        {
            page.Write($"<article><h2>{failure.Image}</h2><p class=\"bad\">✗ could not be looked at: {failure.Reason}</p></article>");
        }

        for (var image = 0; image < input.Verdicts.Count; image++)
        {
            Image(image);
        }

        page.Write($"</section>");
    }

    private void Image(int at)
    {
        var verdict = input.Verdicts[at];
        var inventory = verdict.Inventory;
        page.Write($"<article id=\"image-{at}\" tabindex=\"-1\"><h2>{inventory.Image}</h2>");
        page.Write($"<dl><dt>Platform</dt><dd>{inventory.Platform}</dd><dt>ID</dt><dd><code>{inventory.Id}</code></dd><dt>Read from</dt><dd>{inventory.Source}</dd></dl>");
        Checks(verdict);
        HtmlDetail.Remarks(page, matrix.Remarks[at]);
        page.Write($"<details><summary>{Wording.Count(inventory.Layers.Count, "layer")}</summary><ol start=\"0\">");
        foreach (var layer in inventory.Layers)
        {
            page.Write($"<li><code title=\"{layer.DiffId}\">{Wording.ShortDigest(layer.DiffId)}</code> {VisibleText.Of(Wording.CreatedBy(layer), 2000)}</li>");
        }

        page.Write($"</ol></details></article>");
    }

    private void Checks(ImageVerdict verdict)
    {
        if (verdict.Checks.Count == 0)
        {
            return;
        }

        var failed = verdict.Checks.Count(check => check.Deviations.Count > 0);
        page.Write($"<p class=\"{(failed > 0 ? "bad" : "good")}\">{(failed > 0 ? "✗" : "✓")} {verdict.Checks.Count - failed} of {Wording.Count(verdict.Checks.Count, "check")} passed{(verdict.Recipe is { } recipe ? $", recipe {recipe}" : "")}</p>");
    }
}
