namespace Fleetyard.Reports.Tests;

internal sealed class CatalogTests
{
    private static ImageReportInput Found() => new([Sample.Well(), Sample.Odd(), Sample.Empty()], [new ImageFailure("gone:1", "No such image.")]);

    private static IEnumerable<string> Names => ImageReports.All.Select(report => report.Name);

    [Test]
    public void All_reports_are_found_by_name() => Assert.That(
        Names, Is.EqualTo(new[] { "table", "json", "markdown", "html", "cyclonedx", "junit", "sarif" }));

    [Test]
    public void An_unknown_name_is_answered_with_the_known_ones() =>
        Assert.That(() => ImageReports.Named("pdf"), Throws.ArgumentException.With.Message.StartsWith("There is no report named 'pdf'; there are table, json, markdown, html, cyclonedx, junit, sarif."));

    [TestCaseSource(nameof(Names))]
    public void The_same_input_makes_the_same_text(string name) => Assert.That(ImageReports.Named(name).Write(Found()), Is.EqualTo(ImageReports.Named(name).Write(Found() with { Time = null })));

    [TestCaseSource(nameof(Names))]
    public void A_report_of_nothing_can_be_written(string name) => Assert.That(() => ImageReports.Named(name).Write(new([], [])), Throws.Nothing);

    [TestCaseSource(nameof(Names))]
    public void An_image_that_could_not_be_looked_at_is_told_with_its_reason(string name)
    {
        var text = ImageReports.Named(name).Write(new([], [new ImageFailure("gone:1", "No such image.")]));

        Assert.That(text, Does.Contain("gone:1").And.Contain("No such image."));
    }
}
