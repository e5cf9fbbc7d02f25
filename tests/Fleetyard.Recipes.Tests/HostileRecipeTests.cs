using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Fleetyard.Recipes.Tests;

internal sealed class HostileRecipeTests
{
    [Test]
    public void No_text_makes_the_reader_throw() =>
        Prop.ForAll<string>(text => Answers(text ?? "")).QuickCheckThrowOnFailure();

    [Test]
    public void No_jumble_of_yaml_makes_the_reader_throw()
    {
        string[] tokens = ["a", ": ", "\n", "  ", "- ", "[", "]", "{", "}", ",", "&x ", "*x", "? ", "!!int ", "\"", "'", "|", ">", "#", "---\n", "...", "%", "name", "fleet", "\t", "\0", "<<"];
        var jumble = Gen.Elements(tokens).ListOf().Select(string.Concat).ToArbitrary();

        Prop.ForAll(jumble, Answers).QuickCheckThrowOnFailure();
    }

    [Test]
    public void No_piece_left_out_of_a_recipe_makes_the_reader_throw()
    {
        var cuts = Gen.Choose(0, Sample.Text.Length - 1).SelectMany(start => Gen.Choose(1, 60).Select(length => (start, length))).ToArbitrary();

        Prop.ForAll(cuts, cut => Answers(Sample.Text.Remove(cut.start, Math.Min(cut.length, Sample.Text.Length - cut.start)))).QuickCheckThrowOnFailure();
    }

    [Test]
    public void No_piece_left_out_of_a_full_recipe_makes_the_reader_throw()
    {
        var cuts = Gen.Choose(0, Sample.Full.Length - 1).SelectMany(start => Gen.Choose(1, 60).Select(length => (start, length))).ToArbitrary();

        Prop.ForAll(cuts, cut => Answers(Sample.Full.Remove(cut.start, Math.Min(cut.length, Sample.Full.Length - cut.start)))).QuickCheckThrowOnFailure();
    }

    [TestCase("a: [b, c\nd: e")]
    public void Text_on_which_the_parser_gives_up_without_a_place_is_a_fault(string text) =>
        Assert.That(Sample.Read(text).Faults.Single().Message, Does.StartWith("this is not YAML"));

    [TestCase(1016, 43)]
    [TestCase(339, 27)]
    [TestCase(63, 8)]
    public void Recipe_with_this_piece_cut_out_has_faults(int start, int length) =>
        Assert.That(Sample.Read(Sample.Text.Remove(start, length)).Faults, Is.Not.Empty);

    [Test, CancelAfter(20_000)]
    public void Deep_nesting_is_refused_at_once() =>
        Assert.That(Sample.Read("a: " + new string('[', 100_000)).Faults.Single().Message, Does.Contain("nested too deeply"));

    [Test, CancelAfter(20_000)]
    public void Flood_of_aliases_is_refused_at_once() =>
        Assert.That(Sample.Read("a: &a x\nb: [" + string.Join(',', Enumerable.Repeat("*a", 1000)) + "]").Faults.Single().Message, Does.Contain("aliases"));

    [Test, CancelAfter(20_000)]
    public void Aliases_that_double_as_values_cost_nothing() => Assert.That(Timed(() => Sample.Read(Doubling(45, key: false))), Is.True);

    [Test, CancelAfter(20_000)]
    public void Aliases_that_double_as_keys_cost_nothing() => Assert.That(Timed(() => Sample.Read(Doubling(45, key: true))), Is.True);

    [Test]
    public void Long_file_is_refused_at_once() =>
        Assert.That(Sample.Read("a: " + new string('x', 300_000)).Faults.Single().Message, Does.Contain("characters (at most"));

    private static bool Answers(string text)
    {
        var result = Sample.Read(text);
        return result.Recipe is null != (result.Faults.Count == 0);
    }

    /// <summary>Whether it comes back; on a thread of its own, so that one that does not come back fails only its own test.</summary>
    private static bool Timed(Action action)
    {
        var thread = new Thread(() => action(), 16 * 1024 * 1024) { IsBackground = true };
        thread.Start();
        return thread.Join(TimeSpan.FromSeconds(15));
    }

    private static string Doubling(int levels, bool key)
    {
        var text = new StringBuilder("l0: &l0 [x, x]\n");
        for (var i = 1; i <= levels; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"l{i}: &l{i} [*l{i - 1}, *l{i - 1}]\n");
        }

        return (key ? text.Append(System.Globalization.CultureInfo.InvariantCulture, $"? *l{levels}\n: x\n") : text).ToString();
    }
}
