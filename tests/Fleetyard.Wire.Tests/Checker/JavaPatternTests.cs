using Fleetyard.Wire.Models;

namespace Fleetyard.Wire.Tests.Checker;

internal sealed class JavaPatternTests
{
    [TestCase("ec2"), TestCase("ssm"), TestCase("sts"), TestCase("codebuild"), TestCase("logs")]
    public void Every_pattern_of_the_models_is_checked_and_none_left_out(string service)
    {
        var patterns = Recorder.Models().Of(service)!.Shapes.Values.Where(shape => shape.Pattern is not null).Select(shape => JavaPattern.Of(shape.Pattern!)).ToList();
        Assert.That(patterns, Is.Not.Empty);
        Assert.That(patterns.Select(pattern => pattern.WhyNot), Has.All.Null);
    }

    [TestCase("a+", "aa", true), TestCase("a+", "aab", false), TestCase("a|bb", "bb", true), TestCase("a|bb", "abb", false)]
    [TestCase(@"\d+", "٣", false), TestCase(@"[\w-]+", "a_1-", true), TestCase(@"[\w]+", "é", false), TestCase(@"\W", "é", true), TestCase(@"\S+", "a b", false)]
    [TestCase(".", "\u2028", false), TestCase("[.]", ".", true), TestCase(@"\.", "x", false), TestCase("^a$", "a\n", false)]
    public void A_pattern_means_what_it_means_in_Java(string java, string text, bool matches) => Assert.That(JavaPattern.Of(java).Regex!.IsMatch(text), Is.EqualTo(matches));

    [TestCase("a*+"), TestCase("[a-z&&[^b]]"), TestCase(@"\Qa\E"), TestCase("(")]
    public void What_cannot_be_translated_is_left_out_with_a_reason(string java) =>
        Assert.That(JavaPattern.Of(java), Has.Property("Regex").Null.And.Property("WhyNot").Not.Empty);
}
