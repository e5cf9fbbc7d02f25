using Fleetyard.Images.Inventories;
using Fleetyard.Images.Recipes;
using Fleetyard.Images.Verdicts;

namespace Fleetyard.Images.Tests.Verdicts;

/// <summary>The shipped recipe against the runbook's tree, and that tree with one thing changed.</summary>
internal sealed class RunbookTests
{
    private const string OpenSsl3 = "/usr/local/openssl-3.0/lib64";

    private static readonly ImageRecipe Recipe = new ImageRecipeBook(Path.Combine(Repository.Root, "recipes")).Read(["s2n-tls-tests"]).Single().Recipe!;

    [Test]
    public void Runbooks_tree_is_as_the_recipe_says() => Assert.That(Told(MadeUp.Runbook), Is.Empty);

    [Test]
    public void Each_entry_is_a_check_and_so_are_the_symlinks() => Assert.That(Verdict(MadeUp.Runbook).Checks.Select(check => check.Name), Is.EqualTo(
    [
        "libcrypto in /usr/local/openssl-1.0.2", "libcrypto in /usr/local/openssl-3.0", "libcrypto in /usr/local/boringssl", "libcrypto in /usr/local/awslc",
        "libcrypto in /usr/lib/i386-linux-gnu", "clang clang", "symlinks resolve",
    ]));

    [Test]
    public void What_the_recipe_does_not_name_may_be_there() =>
        Assert.That(Told([.. MadeUp.Runbook, MadeUp.File("/usr/local/libressl/lib/libcrypto.a", ArtifactKind.Static, "LibreSSL", "3.7.1")]), Is.Empty);

    [Test]
    public void Installation_that_is_not_there_is_missing() => Assert.That(Told(Without("/usr/local/awslc/")), Is.EqualTo(
        ["missing /usr/local/awslc: expected AWS-LC x86_64 static, shared, found nothing"]));

    [Test]
    public void Kind_that_an_installation_lacks_is_missing() => Assert.That(Told(Without($"{OpenSsl3}/libcrypto.a")), Is.EqualTo(
        ["missing /usr/local/openssl-3.0: expected static, found shared, symlink, pkg-config"]));

    [Test]
    public void Image_without_clang_lacks_it() => Assert.That(Told(Without("/usr/bin/")), Is.EqualTo(
        ["missing clang*, *-clang*: expected clang, found nothing"]));

    [Test]
    public void Other_version_is_told_of_each_file_of_it() => Assert.That(
        Told(Changed("/usr/local/openssl-1.0.2/", artifact => artifact with { Identity = artifact.Identity! with { Version = "1.1.1w" } })), Is.EqualTo(
        [
            "version /usr/local/openssl-1.0.2/lib/libcrypto.a: expected OpenSSL 1.0.2*, found OpenSSL 1.1.1w",
            "version /usr/local/openssl-1.0.2/lib/libcrypto.so: expected OpenSSL 1.0.2*, found OpenSSL 1.1.1w",
            "version /usr/local/openssl-1.0.2/lib/libcrypto.so.1.0.0: expected OpenSSL 1.0.2*, found OpenSSL 1.1.1w",
            "version /usr/local/openssl-1.0.2/lib/pkgconfig/libcrypto.pc: expected OpenSSL 1.0.2*, found OpenSSL 1.1.1w",
        ]));

    [Test]
    public void Other_implementation_is_another_version() => Assert.That(
        Told(Changed("/usr/local/boringssl/", artifact => artifact with { Identity = artifact.Identity! with { Implementation = "AWS-LC", Version = "1.60.0" } })), Is.EqualTo(
        ["version /usr/local/boringssl/lib/libcrypto.so: expected BoringSSL, found AWS-LC 1.60.0"]));

    [Test]
    public void One_file_that_tells_no_version_is_no_deviation() => Assert.That(
        Told(Changed($"{OpenSsl3}/libcrypto.a", artifact => artifact with { Identity = artifact.Identity! with { Version = null } })), Is.Empty);

    [Test]
    public void Installation_in_which_nothing_tells_a_version_is_a_deviation() => Assert.That(
        Told(Changed(OpenSsl3, artifact => artifact with { Identity = artifact.Identity! with { Version = null } })), Is.EqualTo(
        ["version /usr/local/openssl-3.0: expected OpenSSL 3.0.*, found nothing that tells a version"]));

    [Test]
    public void Other_machine_is_a_deviation() => Assert.That(
        Told(Changed("/usr/lib/i386-linux-gnu/libcrypto.a", artifact => artifact with { Identity = artifact.Identity! with { Machine = "x86_64" } })), Is.EqualTo(
        ["machine /usr/lib/i386-linux-gnu/libcrypto.a: expected i386, found x86_64"]));

    [Test]
    public void Symlinks_that_lead_nowhere_or_in_a_circle_are_dangling() => Assert.That(
        Told([.. MadeUp.Runbook, MadeUp.Dangling("/usr/lib/libcrypto.so", "/usr/lib/libcrypto.so.9"), MadeUp.Dangling("/usr/bin/clang-9", "/usr/bin/clang-9", SymlinkState.Loop)]), Is.EqualTo(
        [
            "dangling /usr/lib/libcrypto.so: expected a symlink to something, found one to /usr/lib/libcrypto.so.9, which does not exist",
            "dangling /usr/bin/clang-9: expected a symlink to something, found a circle of symlinks",
        ]));

    [Test]
    public void Without_a_recipe_only_the_symlinks_are_checked()
    {
        var verdict = ImageCheck.Check(MadeUp.Inventory([MadeUp.Dangling("/usr/lib/libcrypto.so", "/usr/lib/libcrypto.so.9")]), recipe: null);

        Assert.That(verdict.Recipe, Is.Null);
        Assert.That(verdict.Checks.Single().Name, Is.EqualTo("symlinks resolve"));
        Assert.That(verdict.Deviations.Single().Kind, Is.EqualTo(DeviationKind.Dangling));
    }

    private static ImageVerdict Verdict(IEnumerable<Artifact> artifacts) => ImageCheck.Check(MadeUp.Inventory(artifacts), Recipe);

    private static IEnumerable<string> Told(IEnumerable<Artifact> artifacts) => Verdict(artifacts).Deviations.Select(deviation => $"{deviation.Kind.Name()} {deviation.Message}");

    private static IEnumerable<Artifact> Without(string begin) => MadeUp.Runbook.Where(artifact => !artifact.Path.StartsWith(begin, StringComparison.Ordinal));

    private static IEnumerable<Artifact> Changed(string begin, Func<Artifact, Artifact> change) =>
        MadeUp.Runbook.Select(artifact => artifact.Path.StartsWith(begin, StringComparison.Ordinal) ? change(artifact) : artifact);
}
