using System.Text.RegularExpressions;

namespace Fleetyard.Architecture.Tests;

/// <summary>What no compiler and no <c>dotnet format whitespace</c> looks at; the rest of the style is the build's to refuse.</summary>
internal sealed partial class SourceStyleTests
{
    private static readonly IReadOnlyList<string> Sources =
        [.. new[] { "build", "tests" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))];

    [Test]
    public void Usings_stand_in_order() => Assert.That(Found(IsOutOfOrder), Is.Empty, "System's own first, then by name; then those that are static, then those that give another name");

    [Test]
    public void A_member_is_written_with_this_only_where_a_parameter_has_its_name() => Assert.That(Found(HasNeedlessThis), Is.Empty);

    [TestCase("using Zeta;\nusing Alpha;\n", true)]
    [TestCase("using Alpha;\nusing System.Text;\n", true)]
    [TestCase("using static Alpha.Beta;\nusing Zeta;\n", true)]
    [TestCase("using Beta = Alpha.Beta;\nusing Zeta;\n", true)]
    [TestCase("using System;\nusing System.Text;\nusing Alpha;\nusing Alpha.Beta;\nusing Zeta;\nusing static Alpha.One;\nusing Name = Alpha.Beta;\n", false)]
    public void The_order_of_usings_is_seen(string source, bool found) => Assert.That(IsOutOfOrder(source), Is.EqualTo(found));

    [TestCase("    private int count;\n    int Twice() => this.count * 2;\n", true)]
    [TestCase("    private int count;\n    void Set(int count) => this.count = count;\n", false)]
    public void A_needless_this_is_seen(string source, bool found) => Assert.That(HasNeedlessThis(source), Is.EqualTo(found));

    private static IEnumerable<string> Found(Func<string, bool> fault) => Sources.Where(file => fault(File.ReadAllText(file))).Select(file => Path.GetRelativePath(Repository.Root, file));

    private static bool IsOutOfOrder(string source)
    {
        var usings = Using().Matches(source).Select(match => match.Groups["name"].Value).ToList();
        return !usings.SequenceEqual(usings.OrderBy(Kind).ThenBy(name => name, StringComparer.InvariantCultureIgnoreCase));
    }

    private static int Kind(string name) =>
        name.Contains('=', StringComparison.Ordinal) ? 3
        : name.StartsWith("static ", StringComparison.Ordinal) ? 2
        : name == "System" || name.StartsWith("System.", StringComparison.Ordinal) ? 0
        : 1;

    private static bool HasNeedlessThis(string source) =>
        This().Matches(source).Any(match => !Regex.IsMatch(source, $@"[\w>?\])] {match.Groups["member"].Value}( = [^;,)]+)?[,)]"));

    [GeneratedRegex(@"^using (?<name>[^;(]+);", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"(?<![\w/.] |\w)this\.(?<member>\w+)")]
    private static partial Regex This();
}
