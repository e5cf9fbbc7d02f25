using FsCheck;
using FsCheck.Fluent;

namespace Fleetyard.Images.Tests.Recipes;

internal sealed class HostileRecipeTests
{
    [Test]
    public void No_piece_left_out_of_a_recipe_makes_the_reader_throw()
    {
        var cuts = Gen.Choose(0, Sample.Text.Length - 1).SelectMany(start => Gen.Choose(1, 60).Select(length => (start, length))).ToArbitrary();

        Prop.ForAll(cuts, cut => Answers(Sample.Text.Remove(cut.start, Math.Min(cut.length, Sample.Text.Length - cut.start)))).QuickCheckThrowOnFailure();
    }

    [Test]
    public void No_jumble_makes_the_reader_throw()
    {
        string[] tokens = ["name: x\n", "sets:\n", "must:\n", "mustNot:", "  - ", "set: ", "libcrypto", "\n", "    ", "kinds: ", "[", "]", "version: ", "'>=", "1", "*", "&x ", "{", "}", "\0", "path: /", "installation: '*'\n"];
        Prop.ForAll(Gen.Elements(tokens).ListOf().Select(string.Concat).ToArbitrary(), Answers).QuickCheckThrowOnFailure();
    }

    [Test]
    public void Anchors_and_aliases_are_refused() =>
        Assert.That(Sample.Read("name: &a x\ndescription: *a\n").Faults.Single().Message, Does.Contain("aliases"));

    [Test]
    public void Flood_of_entries_is_refused() =>
        Assert.That(Sample.Read("name: x\nmust:\n" + string.Concat(Enumerable.Range(0, 1001).Select(i => $"  - {{set: clang, path: /{i}}}\n"))).Faults.Single().Message,
            Is.EqualTo("must has 1001 items (0 to 1000)"));

    [Test]
    public void Long_file_is_refused() =>
        Assert.That(Sample.Read("name: " + new string('x', 300_000)).Faults.Single().Message, Does.Contain("characters (at most"));

    private static bool Answers(string text)
    {
        var result = Sample.Read(text);
        return result.Recipe is null != (result.Faults.Count == 0);
    }
}
