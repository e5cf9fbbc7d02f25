using Fleetyard.Images.Recipes;

namespace Fleetyard.Images.Tests.Recipes;

internal sealed class VersionTests
{
    /// <summary>As they were released, and LLVM's snapshots and candidates.</summary>
    private static readonly string[][] Orders =
    [
        ["0.9.8zh", "1.0.1", "1.0.2-beta1", "1.0.2-beta2", "1.0.2", "1.0.2a", "1.0.2k", "1.0.2z", "1.0.2za", "1.0.2zb", "1.1.0", "1.1.1-pre9", "1.1.1", "1.1.1w"],
        ["3.0.0-dev", "3.0.0-alpha1", "3.0.0-alpha17", "3.0.0-beta1", "3.0.0-beta2-dev", "3.0.0-beta2", "3.0.0", "3.0.9", "3.0.10", "3.6.0-dev", "3.6.0-beta1", "3.6.0"],
        ["14.0.6", "16.0.0git", "16.0.0-rc1", "16.0.0-rc2", "16.0.0", "16.0.6", "99999999999999999999999.0"],
    ];

    private static IEnumerable<string[]> Steps => Orders.SelectMany(order => order.Zip(order.Skip(1), (earlier, later) => new[] { earlier, later }));

    [TestCaseSource(nameof(Steps))]
    public void Release_comes_after_the_one_before_it(string earlier, string later)
    {
        Assert.That(VersionOrder.Compare(earlier, later), Is.LessThan(0));
        Assert.That(VersionOrder.Compare(later, earlier), Is.GreaterThan(0));
    }

    [TestCase("3.0", "3.0.0")]
    [TestCase("1.0.2u", "1.0.2u-fips")]
    [TestCase("14.0.6", "14.0.6-12+b1")]
    [TestCase("14.0.6", "1:14.0.6-12")]
    [TestCase("1.01", "1.1")]
    [TestCase("3.0.17", "3.0.17+quic")]
    [TestCase("3.0.1", "3.0.1-develop")]
    public void What_stands_behind_a_version_makes_it_no_later(string one, string other) =>
        Assert.That(VersionOrder.Compare(one, other), Is.Zero);

    [TestCase("API 32")]
    [TestCase("")]
    [TestCase("unknown")]
    public void What_is_no_version_has_no_order(string text)
    {
        Assert.That(VersionOrder.Compare(text, "1.0"), Is.Null);
        Assert.That(VersionRange.Parse(">=0.1").Contains(text), Is.False);
    }

    [TestCase("1.0.2u", "1.0.2u", true)]
    [TestCase("1.0.2u", "1.0.2u-fips", false)]
    [TestCase("API 32", "API 32", true)]
    [TestCase("1.0.2*", "1.0.2", true)]
    [TestCase("1.0.2*", "1.0.2zg-fips", true)]
    [TestCase("1.0.2*", "1.0.20", false)]
    [TestCase("3.*", "3.10.1", true)]
    [TestCase("3.*", "30.1", false)]
    [TestCase("14*", "14.0.6", true)]
    [TestCase("14*", "140.0", false)]
    [TestCase(">=3.0 <3.1", "3.0.20", true)]
    [TestCase(">=3.0 <3.1", "3.1.0", false)]
    [TestCase(">=3.0 <3.1", "3.0.0-beta1", false)]
    [TestCase("<1.0.2", "1.0.1za", true)]
    [TestCase("<1.0.2", "1.0.2", false)]
    [TestCase("<=1.0.2u", "1.0.2u", true)]
    [TestCase("<=1.0.2u", "1.0.2v", false)]
    [TestCase(">1.0.2u", "1.0.2u", false)]
    [TestCase(">1.0.2u", "1.0.2za", true)]
    public void Range_has_these_versions(string range, string version, bool expected) =>
        Assert.That(VersionRange.Parse(range).Contains(version), Is.EqualTo(expected));

    [TestCase(">= 3.0")]
    [TestCase("*")]
    [TestCase("")]
    [TestCase("<3.0 3.1")]
    [TestCase(">=three")]
    [TestCase("3.0\n")]
    public void What_names_no_versions_is_no_range(string text) =>
        Assert.That(() => VersionRange.Parse(text), Throws.TypeOf<FormatException>().With.Message.StartsWith($"'{text}' names no versions"));
}
