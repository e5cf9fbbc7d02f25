using Fleetyard.Images.Inventories;
using Fleetyard.Images.Recipes;
using Fleetyard.Yaml;

namespace Fleetyard.Images.Tests.Recipes;

internal sealed class ReaderTests
{
    [TestCaseSource(typeof(FaultySamples), nameof(FaultySamples.All))]
    public void Fault_is_told_with_its_place_and_what_is_allowed(FaultySample sample)
    {
        var result = Sample.Read(Sample.With(sample.Piece, sample.Instead));

        Assert.That(result.Recipe, Is.Null);
        Assert.That(string.Join('\n', result.Faults), Is.EqualTo("sample.yml:" + sample.Fault));
    }

    [Test]
    public void Every_fault_is_told_at_once_in_the_order_of_the_file()
    {
        var text = Sample.With("name: sample", "name: a b").Replace("x86_64", "amd64", StringComparison.Ordinal).Replace("set: clang", "set: gcc", StringComparison.Ordinal);

        Assert.That(Sample.Read(text).Faults.Select(fault => fault.Line), Is.EqualTo([1, 15, 17]));
    }

    [Test]
    public void Keys_become_the_records_properties()
    {
        var recipe = Sample.Recipe(Sample.Text);

        Assert.That(recipe.Sets.Select(set => set.Family), Is.EqualTo([ArtifactFamily.Libcrypto, ArtifactFamily.Clang, ArtifactFamily.Any]));
        Assert.That(recipe.Sets[2].Matches("/usr/lib/libssl.so.3"), Is.True);
        Assert.That(recipe.Must[0].Covered, Is.EqualTo("libcrypto in /usr/local/openssl-1.0.2"));
        Assert.That(recipe.Must[0].Said, Is.EqualTo("OpenSSL 1.0.2* x86_64 static, shared"));
        Assert.That(recipe.Must[1].Covered, Is.EqualTo("clang clang-format"));
        Assert.That(recipe.MustNot.Single().Version!.Text, Is.EqualTo(">=1.0 <1.0.2"));
        Assert.That(recipe.NothingElse, Is.EqualTo(["libssl"]));
        Assert.That(recipe.SymlinksMustResolve, Is.False);
    }

    [Test]
    public void Recipe_that_says_little_looks_for_the_usual_sets_and_wants_symlinks_to_resolve()
    {
        var recipe = Sample.Recipe("name: little");

        Assert.That(recipe.Sets, Is.EqualTo(ArtifactSet.Usual));
        Assert.That(recipe.SymlinksMustResolve, Is.True);
    }

    [TestCase("name: libcrypto\n    patterns: [libcrypto.so]", ArtifactFamily.Libcrypto)]
    [TestCase("name: compilers\n    family: clang\n    patterns: ['clang-1?']", ArtifactFamily.Clang)]
    [TestCase("name: cmake\n    patterns: [cmake]", ArtifactFamily.Any)]
    public void Family_of_a_set_is_told_by_its_name_unless_it_is_named(string set, ArtifactFamily family) =>
        Assert.That(Sample.Recipe($"name: x\nsets:\n  - {set}\n").Sets.Single().Family, Is.EqualTo(family));

    [TestCase("3.0")]
    [TestCase("14")]
    public void Version_needs_no_quotes_and_keeps_its_digits(string version) =>
        Assert.That(Sample.Recipe(Sample.With("version: 1.0.2*", $"version: {version}")).Must[0].Version!.Text, Is.EqualTo(version));

    [Test]
    public void Shipped_recipes_have_no_fault_and_their_files_names()
    {
        var results = new ImageRecipeBook(Sample.Folder).Read(["*"]);

        Assert.That(results.Select(result => result.Recipe?.Name), Is.EqualTo(["s2n-tls-tests"]), string.Join('\n', results.SelectMany(result => result.Faults)));
        Assert.That(results.Select(result => Path.GetFileNameWithoutExtension(result.File)), Is.EqualTo(["s2n-tls-tests"]));
    }

    [Test]
    public void Unknown_name_is_answered_with_the_nearest() =>
        Assert.That(() => new ImageRecipeBook(Sample.Folder).Read(["s2n-tls-test"]),
            Throws.TypeOf<RecipeException>().With.Message.EqualTo("There is no recipe 's2n-tls-test'; the nearest is 's2n-tls-tests' (of s2n-tls-tests)."));

    [Test]
    public void File_is_read_as_it_was_named()
    {
        var file = Path.Combine(Sample.Folder, "images", "s2n-tls-tests.yml");
        Assert.That(new ImageRecipeBook("nowhere").Read([file]).Single().File, Is.EqualTo(file));
    }
}
