using System.IO.Enumeration;
using Fleetyard.Images.Inventories;
using FsCheck;
using FsCheck.Fluent;

namespace Fleetyard.Images.Tests.Inventories;

/// <summary>The quick comparison of names says what the system's own says.</summary>
internal sealed class NamePatternTests
{
    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public Property Patterns_match_what_simple_expressions_match() => Prop.ForAll(
        Of("ab*?").ToArbitrary(),
        Of("ab").ToArbitrary(),
        (pattern, name) => Matches(pattern, name) == FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false));

    [TestCase("libcrypto*", "libcrypto.so.3", true)]
    [TestCase("libcrypto*", "mylibcrypto.so", false)]
    [TestCase("*-clang*", "x86_64-linux-gnu-clang-14", true)]
    [TestCase("*.pc", "libcrypto.pc", true)]
    [TestCase("cmake", "cmake", true)]
    [TestCase("cmake", "cmake3", false)]
    [TestCase("gcc-??", "gcc-14", true)]
    [TestCase("libcrypto*", "LibCrypto.so", false)]
    public void Star_and_question_mark_mean_what_find_means(string pattern, string name, bool matches) =>
        Assert.That(Matches(pattern, name), Is.EqualTo(matches));

    private static bool Matches(string pattern, string name) => new ArtifactSet { Name = "any", Patterns = [pattern] }.Matches($"/usr/lib/{name}");

    private static Gen<string> Of(string letters) => Gen.Elements(letters.ToCharArray()).ArrayOf().Select(drawn => new string(drawn)).Where(text => text.Length is > 0 and < 9);
}
