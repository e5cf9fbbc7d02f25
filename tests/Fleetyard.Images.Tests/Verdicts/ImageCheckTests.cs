using Fleetyard.Images.Inventories;
using Fleetyard.Images.Recipes;
using Fleetyard.Images.Verdicts;

namespace Fleetyard.Images.Tests.Verdicts;

internal sealed class ImageCheckTests
{
    private static readonly Artifact Old = MadeUp.File("/opt/old/lib/libcrypto.a", ArtifactKind.Static, "OpenSSL", "1.0.1f");

    [Test]
    public void What_must_not_be_there_is_unexpected_where_all_is_as_the_entry_says() => Assert.That(
        Told("mustNot: [{set: libcrypto, implementation: OpenSSL, version: '<1.0.2'}]", [.. MadeUp.Runbook, Old]), Is.EqualTo(
        ["unexpected /opt/old/lib/libcrypto.a: expected no libcrypto OpenSSL <1.0.2, found OpenSSL 1.0.1f (static)"]));

    [TestCase("implementation: LibreSSL")]
    [TestCase("version: 1.0.2*")]
    [TestCase("machine: i386")]
    [TestCase("kinds: [shared, symlink]")]
    [TestCase("installation: /usr/local/*")]
    [TestCase("installation: /Opt/old")]
    [TestCase("path: '*.so'")]
    public void What_must_not_be_there_is_only_what_all_of_the_entry_fits(string other) =>
        Assert.That(Told($"mustNot: [{{set: libcrypto, {other}}}]", [Old]), Is.Empty);

    [Test]
    public void What_no_entry_covers_is_unexpected_where_nothing_else_may_be() => Assert.That(
        Told("must: [{set: libcrypto, installation: /opt/old}]\nnothingElse: [libcrypto]", [Old, MadeUp.File("/opt/new/lib/libcrypto.a", ArtifactKind.Static, "OpenSSL", "3.0.17"), MadeUp.File("/usr/bin/clang", ArtifactKind.Program, "clang", "19.1.7")]), Is.EqualTo(
        ["unexpected /opt/new/lib/libcrypto.a: expected nothing of libcrypto here, found OpenSSL 3.0.17 (static)"]));

    [Test]
    public void Glob_of_installations_is_for_each_that_it_finds() => Assert.That(
        Told("must: [{set: libcrypto, installation: /usr/local/*, kinds: [static]}]", MadeUp.Runbook), Is.EqualTo(
        ["missing /usr/local/boringssl: expected static, found shared"]));

    [Test]
    public void Glob_of_paths_is_for_all_that_it_finds() =>
        Assert.That(Told("must: [{set: libcrypto, path: '/usr/local/*', kinds: [static, shared]}]", MadeUp.Runbook), Is.Empty);

    [Test]
    public void Program_is_chosen_before_its_version_is_looked_at() => Assert.That(
        Told("must: [{set: clang, program: clang, version: 20*}, {set: clang, program: clang-tidy}]", MadeUp.Runbook), Is.EqualTo(
        [
            "version /usr/bin/clang: expected clang 20*, found clang 19.1.7",
            "version /usr/bin/clang-19: expected clang 20*, found clang 19.1.7",
            "missing clang*, *-clang*: expected clang-tidy, found nothing",
        ]));

    [Test]
    public void Unknown_libcrypto_is_not_the_one_that_must_be_there() => Assert.That(
        Told("must: [{set: libcrypto, implementation: OpenSSL}]", [MadeUp.File("/opt/x/lib/libcrypto.a", ArtifactKind.Static, "unknown", version: null)]), Is.EqualTo(
        ["version /opt/x/lib/libcrypto.a: expected OpenSSL, found unknown"]));

    [Test]
    public void Entry_of_which_nothing_tells_whose_it_is_or_for_what_machine_deviates() => Assert.That(
        Told("must: [{set: libcrypto, implementation: OpenSSL, machine: x86_64}]\nsymlinksMustResolve: false", [MadeUp.Dangling("/lib/libcrypto.so", "/lib/x")]), Is.EqualTo(
        [
            "version libcrypto*: expected OpenSSL, found nothing that tells whose it is",
            "machine libcrypto*: expected x86_64, found nothing that tells a machine",
        ]));

    [Test]
    public void Symlinks_may_dangle_where_the_recipe_says_so() =>
        Assert.That(Told("symlinksMustResolve: false", [MadeUp.Dangling("/lib/libcrypto.so", "/lib/x")]), Is.Empty);

    [Test]
    public void Inventory_of_other_sets_is_refused() => Assert.That(
        () => ImageCheck.Check(MadeUp.Inventory([], [ArtifactSet.Clang]), Recipe("must: [{set: libcrypto}]")),
        Throws.ArgumentException.With.Message.Contains("has no set 'libcrypto'"));

    private static ImageRecipe Recipe(string text) =>
        ImageRecipeReader.Read("x.yml", "name: x\n" + text) is { Recipe: { } recipe } ? recipe : throw new InvalidDataException(text);

    private static IEnumerable<string> Told(string recipe, IEnumerable<Artifact> artifacts) =>
        ImageCheck.Check(MadeUp.Inventory(artifacts), Recipe(recipe)).Deviations.Select(deviation => $"{deviation.Kind.Name()} {deviation.Message}");
}
