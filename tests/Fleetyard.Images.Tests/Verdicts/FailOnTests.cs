using Fleetyard.Images.Verdicts;

namespace Fleetyard.Images.Tests.Verdicts;

internal sealed class FailOnTests
{
    private static readonly ImageVerdict Verdict = new(MadeUp.Inventory([]), "x",
        [new("one", [new(DeviationKind.Missing, "clang", "/a", "b", "c"), new(DeviationKind.Version, "clang", "/a", "b", "c")]), new("two", [new(DeviationKind.Dangling, "clang", "/a", "b", "c")])]);

    [Test]
    public void Only_what_was_named_counts() =>
        Assert.That(FailOn.Parse("version, dangling").Only(Verdict).Deviations.Select(deviation => deviation.Kind), Is.EqualTo([DeviationKind.Version, DeviationKind.Dangling]));

    [Test]
    public void Everything_is_all_kinds_and_nothing_is_none()
    {
        Assert.That(FailOn.Everything.Kinds, Is.EqualTo(FailOn.Parse("missing,unexpected,version,machine,dangling").Kinds));
        Assert.That(FailOn.Nothing.Only(Verdict).Deviations, Is.Empty);
    }

    [TestCase("mising", "'mising' is nothing to fail on; the nearest is 'missing' (of missing, unexpected, version, machine, dangling).")]
    [TestCase("missing,,version", "'' is nothing to fail on; name some of missing, unexpected, version, machine, dangling, with commas between.")]
    [TestCase("everything-there-is", "'everything-there-is' is nothing to fail on; name some of missing, unexpected, version, machine, dangling, with commas between.")]
    public void Unknown_word_is_answered_in_one_line(string text, string message) =>
        Assert.That(() => FailOn.Parse(text), Throws.TypeOf<FormatException>().With.Message.EqualTo(message));
}
